using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Robots;
using System.Text;

namespace ActorCrawler.Core.Tests.Frontier;

/// <summary>A web of answers by URL, and the rules that judge its URLs.</summary>
internal sealed class FakeWeb : IUrlRules
{
    public Dictionary<string, FakeAnswer> Answers { get; } = [];

    /// <summary>robots.txt by host: its text, or null where it cannot be had.</summary>
    public Dictionary<string, Func<DateTimeOffset, RobotsReply>> Robots { get; } = [];

    public HashSet<string> Scope { get; } = [];

    /// <summary>Hosts that keep every exchange until its time limit.</summary>
    public HashSet<string> Stalls { get; } = [];

    public FakeWeb Page(string url, params string[] links)
    {
        Answers[url] = new FakeAnswer(new ExchangeOutcome.Body(1000), 200, links);
        Scope.Add(Origin(url));
        return this;
    }

    /// <summary>Gives pages the same content.</summary>
    public FakeWeb Alike(params string[] urls)
    {
        var content = BitConverter.GetBytes((long)urls[0].Length + 1);
        foreach (var url in urls) Answers[url] = Answers[url] with { Content = content };
        return this;
    }

    public FakeWeb Redirect(string url, string target)
    {
        Answers[url] = new FakeAnswer(new ExchangeOutcome.Redirect(target, target), 301, []);
        return this;
    }

    public FakeWeb Answer(string url, ExchangeOutcome outcome, int status = 0, TimeSpan? retryAfter = null, TimeSpan? takes = null)
    {
        Answers[url] = new FakeAnswer(outcome, status, []) { RetryAfter = retryAfter, Takes = takes };
        return this;
    }

    public FakeWeb RobotsTxt(string host, string text)
    {
        Robots[host] = now => Rules(text, now);
        return this;
    }

    public static RobotsReply Rules(string text, DateTimeOffset now)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return new RobotsReply.Known(RobotsRules.Parse(body, "ActorCrawler", 512_000), new RobotsRecord(now, now.AddHours(24), 0, 200, body, null));
    }

    public static string Origin(string url) => string.Join('/', url.Split('/')[..3]);

    /// <summary>Drops <c>utm=…</c>, as the real rules do, unless told not to.</summary>
    public NewUrl? Judge(string url, VisitKind kind, int depth, long referrerId, int hops, bool asItStands = false)
    {
        if (!asItStands && url.IndexOf("?utm=", StringComparison.Ordinal) is > 0 and var at) url = url[..at];
        var verdict = kind == VisitKind.StartRedirect || Scope.Contains(Origin(url)) ? Reason.Queued : Reason.Scope;
        return new NewUrl(url, Origin(url), kind, depth, referrerId, hops, verdict);
    }

    public bool AddHost(string host) => Scope.Add(host);
}

internal sealed record FakeAnswer(ExchangeOutcome Outcome, int Status, string[] Links)
{
    public TimeSpan? RetryAfter { get; init; }

    public TimeSpan? Takes { get; init; }

    /// <summary>The hash of its content.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }
}
