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
    public void Results_fail_when_the_required_share_is_missed()
    {
        var differences = new Dictionary<string, string> { ["a"] = "differs" };

        Assert.Contains("a: differs", ConformanceFile.Failures("self/test", differences, 2, 1, null));
        Assert.Contains("1 of 2 passed", ConformanceFile.Failures("self/test", differences, 2, 0.6, null)[0], StringComparison.Ordinal);
        Assert.Empty(ConformanceFile.Failures("self/test", new Dictionary<string, string>(), 2, 1, null));
    }
}
