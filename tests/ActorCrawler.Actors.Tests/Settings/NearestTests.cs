using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Actors.Tests.Settings;

public sealed class NearestTests
{
    [Theory]
    [InlineData("--max-page", "--max-pages")]
    [InlineData("--dleay", "--delay")]
    [InlineData("--Delay", "--delay")]
    [InlineData("--something-else", null)]
    public void Nearest_is_found_within_reason(string written, string? meant) =>
        Assert.Equal(meant, Nearest.Find(written, ["--max-pages", "--max-depth", "--delay"]));
}
