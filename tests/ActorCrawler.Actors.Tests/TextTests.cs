namespace ActorCrawler.Actors.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1 kB")]
    [InlineData(1234, "1.2 kB")]
    [InlineData(99_949, "99.9 kB")]
    [InlineData(123_456, "123 kB")]
    [InlineData(999_999, "1 MB")]
    [InlineData(5_000_000_000, "5 GB")]
    public void Size_is_short(long bytes, string text) => Assert.Equal(text, Text.Size(bytes));

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(67.9, "1:07")]
    [InlineData(3600, "1:00:00")]
    [InlineData(100_000, "27:46:40")]
    public void Time_is_short(double seconds, string text) => Assert.Equal(text, Text.Time(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0.0/s")]
    [InlineData(28.34, "28.3/s")]
    [InlineData(1234.5, "1,234/s")]
    public void Rate_is_short(double rate, string text) => Assert.Equal(text, Text.Rate(rate));

    [Fact]
    public void Count_has_its_plural() =>
        Assert.Equal(("1 page", "1,000 pages", "2 fetches"), (Text.Count(1, "page"), Text.Count(1000, "page"), Text.Count(2, "fetch", "fetches")));
}
