using System.Text.Json;

namespace ActorCrawler.Core.Tests.Conformance;

public sealed class ConformanceFileTests
{
    [Fact]
    public void Text_keeps_lone_surrogates_and_escapes_when_read()
    {
        using var document = JsonDocument.Parse("""{"t":"a\ud800\n\"\u00e9é","n":null}""");

        Assert.Equal("a\ud800\n\"éé", document.RootElement.Text("t"));
        Assert.Null(document.RootElement.Text("n"));
        Assert.Null(document.RootElement.TextOrNull("absent"));
    }

    [Fact]
    public void Report_fails_when_the_required_share_is_missed() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(
            () => ConformanceFile.Report("self/test", new Dictionary<string, string> { ["a"] = "differs" }, 2));
}
