using ActorCrawler.Actors.Inquiry;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Reading;

namespace ActorCrawler.Actors.Tests.Inquiry;

public sealed class WhyTextTests
{
    private const string Evil = "\u001b[2J\r\n\u0007\u009b31m\u202e\u2028";

    [Fact]
    public void Texts_of_a_server_are_printed_without_what_steers_a_terminal()
    {
        var facts = new UrlFacts
        {
            Id = 1,
            Url = "http://a.test/",
            Host = new HostRecord { Id = 1, Key = "http://a.test", Closed = Reason.HostDead, ClosedDetail = Evil },
            Reason = Reason.HttpServerError,
            Kind = VisitKind.Link,
            Depth = 1,
            Hops = 0,
            Attempts = 2,
            Referrers = [Evil, Evil, Evil],
            History = [new AttemptRecord(1, DateTimeOffset.UnixEpoch, Reason.HttpServerError, 503, false, Evil)],
            Detail = Evil,
            Status = 503,
            RedirectUrl = Evil,
            ContentType = Evil,
            Size = 5,
            FetchedAt = DateTimeOffset.UnixEpoch,
            Row = new RowPlace(Evil, 0, 1),
        };
        var lines = WhyText.Lines(new UrlAnswer
        {
            Given = Evil,
            Url = facts.Url,
            Applied = CanonicalizationRules.None,
            Facts = facts,
            Reason = facts.Reason,
            Rule = Evil,
            Now = DateTimeOffset.UnixEpoch,
        }).ToList();

        Assert.Equal(9, lines.Count(l => l.Contains("\\u001b[2J", StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.DoesNotContain(line, c => char.IsControl(c) || c is '\u202e' or '\u2028'));
    }
}
