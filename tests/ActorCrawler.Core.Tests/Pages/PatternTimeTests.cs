using ActorCrawler.Core.Pages;

namespace ActorCrawler.Core.Tests.Pages;

public sealed class PatternTimeTests
{
    /// <summary>Twenty thousand links, each of which took a pattern nearly its time limit, held a parser up for half an hour.</summary>
    [Theory]
    [InlineData("(?=never)never", 16)]
    [InlineData("never", 40)]
    public void Page_costs_no_more_time_in_patterns_than_eight_time_limits(string pattern, int judged)
    {
        var time = TimeSpan.Zero;
        using var parser = new PageParser(Parsing.Settings with { Exclude = [pattern] }, () => time += TimeSpan.FromMilliseconds(500));

        var page = Assert.IsType<PageOutcome.Parsed>(parser.Parse(Parsing.Input(string.Concat(Enumerable.Range(0, 40).Select(i => $"<a href=/{i}>"))))).Page;
        var next = Assert.IsType<PageOutcome.Parsed>(parser.Parse(Parsing.Input("<a href=/next>"))).Page;

        Assert.Equal(judged, page.Block().Count(line => line.StartsWith("0 queued ", StringComparison.Ordinal)));
        Assert.Equal(40 - judged, page.Block().Count(line => line.StartsWith("0 pattern-timeout ", StringComparison.Ordinal)));
        Assert.DoesNotContain(next.Block(), line => line.Contains("pattern-timeout", StringComparison.Ordinal));
    }
}
