using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Actors.Tests.Settings;

public sealed class ValueTextTests
{
    [Theory]
    [InlineData("500 ms", 500)]
    [InlineData("500ms", 500)]
    [InlineData("1.5 s", 1500)]
    [InlineData("2 m", 120_000)]
    [InlineData("2 min", 120_000)]
    [InlineData("1 hour", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("0 s", 0)]
    public void Duration_is_read_with_its_unit(string text, double milliseconds)
    {
        Assert.True(ValueText.TryDuration(text, bareSeconds: false, out var value));
        Assert.Equal(milliseconds, value.TotalMilliseconds);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-1 s")]
    [InlineData("1,5 s")]
    [InlineData("1 fortnight")]
    [InlineData("1 S")]
    [InlineData("1e3 s")]
    [InlineData("99999999999999 d")]
    [InlineData("infinite")]
    public void Duration_is_refused_when_malformed_or_without_a_unit(string text) =>
        Assert.False(ValueText.TryDuration(text, bareSeconds: false, out _));

    [Theory]
    [InlineData("5", 5000)]
    [InlineData("0.25", 250)]
    [InlineData("0", 0)]
    [InlineData("500ms", 500)]
    public void Duration_of_a_flag_may_be_a_bare_number_of_seconds(string text, double milliseconds)
    {
        Assert.True(ValueText.TryDuration(text, bareSeconds: true, out var value));
        Assert.Equal(milliseconds, value.TotalMilliseconds);
    }

    [Theory]
    [InlineData("10 MiB", 10 << 20)]
    [InlineData("10M", 10 << 20)]
    [InlineData("10 MB", 10_000_000)]
    [InlineData("1.5 k", 1536)]
    [InlineData("4096", 4096)]
    [InlineData("7 B", 7)]
    public void Size_is_read_as_hocon_does(string text, long bytes)
    {
        Assert.True(ValueText.TrySize(text, out var value));
        Assert.Equal(bytes, value);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("10 mb")]
    [InlineData("many")]
    [InlineData("99999999999 TiB")]
    public void Size_is_refused_when_malformed(string text) => Assert.False(ValueText.TrySize(text, out _));

    [Theory]
    [InlineData("0 s")]
    [InlineData("90 s")]
    [InlineData("36 h")]
    [InlineData("2 d")]
    [InlineData("1500 ms")]
    [InlineData("0.5 ms")]
    [InlineData("5 m")]
    public void Duration_survives_being_written(string text)
    {
        Assert.True(ValueText.TryDuration(text, bareSeconds: false, out var value));
        Assert.True(ValueText.TryDuration(ValueText.Of(value), bareSeconds: false, out var again));
        Assert.Equal(value, again);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(10 << 20)]
    [InlineData(long.MaxValue / 4)]
    public void Size_survives_being_written(long bytes)
    {
        Assert.True(ValueText.TrySize(ValueText.OfSize(bytes), out var again));
        Assert.Equal((double)bytes, again, bytes / 1e12);
    }
}
