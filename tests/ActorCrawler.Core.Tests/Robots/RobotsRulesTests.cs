using System.Text;
using ActorCrawler.Core.Robots;
using FsCheck;
using FsCheck.Fluent;

namespace ActorCrawler.Core.Tests.Robots;

public sealed class RobotsRulesTests
{
    private const int MaxBytes = 500 * 1024;

    private static readonly string[] PatternPieces = ["/", "a", "b", "*", "$", "ab", "/a/", "%2A", "%24", "%61", "é", "%C3%A9", "?"];

    private static readonly string[] PathPieces = ["/", "a", "b", "*", "$", "ab", "/a/", "%2a", "%24", "%61", "é", "%c3%a9", "?"];

    [Theory]
    [InlineData("/private/x", false, "Disallow: /private/", 2)]
    [InlineData("/private/open/x", true, "Allow: /private/open/*", 3)]
    [InlineData("/a.gif", false, "Disallow: *.gif$", 4)]
    [InlineData("/a.gif?x", true, null, 0)]
    public void Verdict_names_the_deciding_line(string path, bool allowed, string? text, int line)
    {
        var rules = Parse("User-agent: *\nDISALLOW:/private/ # secret\n  allow : /private/open/*\nDisallow: *.gif$\n");

        var verdict = rules.Judge(path);

        Assert.Equal(allowed, verdict.Allowed);
        Assert.Equal(line, verdict.Line);
        Assert.Equal(text, rules.Explain(path));
        Assert.Equal(text is null ? RobotsBasis.NoMatch : RobotsBasis.Rule, verdict.Basis);
    }

    [Fact]
    public void Robots_txt_itself_is_allowed_when_all_is_disallowed()
    {
        var rules = Parse("User-agent: *\nDisallow: /\n");

        Assert.Equal(new RobotsVerdict(true, RobotsBasis.RobotsTxt, 0), rules.Judge("/robots.txt"));
        Assert.False(rules.Judge("/robots.txt?x").Allowed);
        Assert.False(rules.Judge("").Allowed);
    }

    [Fact]
    public void Groups_are_chosen_by_name_and_merged()
    {
        const string Body = "User-agent: *\nDisallow: /star\nUser-agent: testBOT/2.1\nDisallow: /one\nUser-agent: TestBots\nDisallow: /many\n"
            + "User-agent: other\nUser-agent: TestBot (the one)\nDisallow: /two\n";

        var named = Parse(Body);
        var unnamed = RobotsRules.Parse(Encoding.UTF8.GetBytes(Body), "Unknown", MaxBytes);

        Assert.True(named.IsNamed);
        Assert.Equal([false, false, true, true], Judge(named, "/one", "/two", "/many", "/star"));
        Assert.False(unnamed.IsNamed);
        Assert.Equal([true, true, true, false], Judge(unnamed, "/one", "/two", "/many", "/star"));
    }

    [Fact]
    public void Apostrophe_counts_as_one_octet_when_rules_are_weighed() =>
        Assert.True(Parse("User-agent: *\nDisallow: /'\nAllow: */\n").Judge("/'/").Allowed);

    [Theory]
    [InlineData("ActorCrawler/1.0 (+https://crawler.example/)", "ActorCrawler")]
    [InlineData("  Mozilla/5.0", "Mozilla")]
    [InlineData("MJ12bot", "MJ12bot")]
    [InlineData("", "")]
    [InlineData("(comment only)", "")]
    public void Product_token_is_the_first_products_name(string userAgent, string token) => Assert.Equal(token, ProductToken.FromUserAgent(userAgent));

    [Theory]
    [InlineData("Crawl-delay: 2.5", 2.5)]
    [InlineData("Crawl-delay: .5", 0.5)]
    [InlineData("crawl-DELAY : 10 # seconds", 10.0)]
    [InlineData("Crawl-delay: 99999999999999999999", 315360000.0)]
    [InlineData("Crawl-delay: 1\nCrawl-delay: 3\nCrawl-delay: 2", 3.0)]
    [InlineData("Crawl-delay: -1", null)]
    [InlineData("Crawl-delay: 1e3", null)]
    [InlineData("Crawl-delay: NaN", null)]
    [InlineData("Crawl-delay: 1,5", null)]
    [InlineData("Crawl-delay:", null)]
    public void Crawl_delay_is_read_when_it_is_a_number(string lines, double? seconds) =>
        Assert.Equal(seconds, Parse($"User-agent: *\n{lines}\n").CrawlDelay?.TotalSeconds);

    [Theory]
    [InlineData("Request-rate: 1/10s", "1 in 00:00:10")]
    [InlineData("Request-rate: 30/1m", "30 in 00:01:00")]
    [InlineData("Request-rate: 2 / 5", "2 in 00:00:05")]
    [InlineData("Request-rate: 1/1h 0600-0845", "1 in 01:00:00 from 06:00 to 08:45")]
    [InlineData("Request-rate: 0/5", null)]
    [InlineData("Request-rate: 1/0s", null)]
    [InlineData("Request-rate: 1/5x", null)]
    [InlineData("Request-rate: 10/1s\nRequest-rate: 1/1s", "1 in 00:00:01")]
    public void Request_rate_is_read_when_it_is_one(string lines, string? expected)
    {
        var rate = Parse($"User-agent: *\n{lines}\n").RequestRate;

        var hours = rate?.Hours is { } time ? $" from {time.Start:HH:mm} to {time.End:HH:mm}" : "";
        Assert.Equal(expected, rate is null ? null : $"{rate.Requests} in {rate.Period:c}{hours}");
    }

    [Fact]
    public void Visit_time_may_span_midnight()
    {
        var hours = Parse("User-agent: *\nVisit-time: 2200-0630\n").VisitTime!;

        Assert.True(hours.Contains(new TimeOnly(23, 0)));
        Assert.True(hours.Contains(new TimeOnly(6, 30)));
        Assert.False(hours.Contains(new TimeOnly(12, 0)));
    }

    [Fact]
    public void Sitemaps_are_absolute_and_unique_and_belong_to_nobody()
    {
        var rules = Parse("Sitemap: https://a.example/1.xml\nUser-agent: other\nDisallow: /\nsite-map:https://a.example/2.xml\nSitemap: /3.xml\n"
            + "Sitemap: https://a.example/1.xml\nSitemap: ftp://a.example/4.xml\nHost: www.a.example\n");

        Assert.Equal(["https://a.example/1.xml", "https://a.example/2.xml"], rules.Sitemaps);
        Assert.Equal("www.a.example", rules.PreferredHost);
        Assert.Equal(0, rules.Count);
    }

    [Fact]
    public void File_over_the_limit_is_read_up_to_the_last_whole_line()
    {
        const string Head = "User-agent: *\nDisallow: /a\nDisallow: /b";
        var rules = RobotsRules.Parse(Encoding.UTF8.GetBytes(Head + "cd\nDisallow: /e\n"), "TestBot", Head.Length);

        // Cut to "/b" the rule would forbid more than the site asked for.
        Assert.True(rules.IsCut);
        Assert.Equal([false, true, true, true], Judge(rules, "/a", "/b", "/bcd", "/e"));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void File_in_utf16_is_read_when_it_has_its_mark(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] body = [.. encoding.GetPreamble(), .. encoding.GetBytes("User-agent: *\r\nDisallow: /é\r\n")];

        Assert.False(RobotsRules.Parse(body, "TestBot", MaxBytes).Judge("/%C3%A9").Allowed);
    }

    [Fact]
    public void Html_and_binary_hold_no_rules()
    {
        Assert.Equal(0, Parse("<!DOCTYPE html><html><head><title>404: not found</title></head></html>").Count);
        Assert.Equal(0, RobotsRules.Parse([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D], "TestBot", MaxBytes).Count);
    }

    [Fact]
    public void Patterns_of_many_stars_do_not_explode()
    {
        // Each star of these could stand for anything in a matcher that goes back, which would not end.
        var line = "Disallow: /" + string.Concat(Enumerable.Repeat("a*", 400)) + "b\n";
        var rules = Parse("User-agent: *\n" + string.Concat(Enumerable.Repeat(line, 400)));

        Assert.True(rules.Judge("/" + new string('a', 2000)).Allowed);
    }

    [Theory]
    [InlineData("/some/usual/path?with=query&and=more")]
    [InlineData("/un%41usual/pa th/é")]
    public void Verdict_allocates_nothing(string path)
    {
        var rules = Parse("User-agent: *\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"Disallow: /*/x{i}/*.html$\nAllow: /y{i}\n")));

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 100; i++)
                rules.Judge(path);
        }));
    }

    [Fact]
    public void Verdict_is_what_a_plain_reading_of_the_rules_gives() =>
        Prop.ForAll(
            Lines.Zip(Path).ToArbitrary(),
            pair =>
            {
                var rules = Parse("User-agent: *\n" + string.Concat(pair.Item1.Select(line => line + "\n")));
                return rules.Judge(pair.Item2).Allowed == IsAllowed(pair.Item1, pair.Item2);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(40).WithReplay(5, 7));

    [Fact]
    public void Nothing_throws_on_any_bytes() =>
        Prop.ForAll(
            Gen.Frequency(
                (1, ArbMap.Default.GeneratorFor<byte[]>()),
                (3, Gen.Elements("User-agent: TestBot", "\n", "\r", "Disallow", ":", " ", "/", "*", "$", "%", "%4", "Allow: /*", "Crawl-delay: ",
                    "Request-rate: 1/", "Visit-time: ", "9", "-", "é", "#", "\0", "\uFEFF").ListOf().Select(list => Encoding.UTF8.GetBytes(string.Concat(list)))))
                .ToArbitrary(),
            body =>
            {
                var rules = RobotsRules.Parse(body, "TestBot", 64);
                rules.Judge("/a/b?c");
                return rules.Explain("/a%zz\ud800") is not null || rules.Judge("/a%zz\ud800").Line == 0;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(80).WithReplay(3, 9));

    private static Gen<List<string>> Lines =>
        Gen.Elements("Allow: ", "Disallow: ")
            .Zip(Gen.Elements(PatternPieces).ListOf())
            .Select(pair => $"{pair.Item1}/{string.Concat(pair.Item2)}")
            .ListOf()
            .Select(lines => lines.ToList());

    private static Gen<string> Path => Gen.Elements(PathPieces).ListOf().Select(pieces => "/" + string.Concat(pieces));

    /// <summary>The rules by the letter: every pattern is tried, the longest match decides, and Allow wins ties.</summary>
    private static bool IsAllowed(List<string> lines, string path)
    {
        var best = (Length: -1, Allows: true);
        foreach (var line in lines)
        {
            var pattern = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            var anchored = pattern.EndsWith('$');
            var parts = (anchored ? pattern[..^1] : pattern).Split('*').Select(Plain).ToList();
            var length = parts.Sum(part => part.Length) + parts.Count - 1 + (anchored ? 1 : 0);
            var allows = line.StartsWith("Allow", StringComparison.Ordinal);
            if ((length > best.Length || (length == best.Length && allows)) && Matches(parts, anchored, Plain(path)))
                best = (length, allows);
        }
        return best.Allows;
    }

    /// <summary>Follows every way to match: the set of places in the path where the pattern may have got to.</summary>
    private static bool Matches(List<string> parts, bool anchored, string path)
    {
        HashSet<int> places = [0];
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0)
                places = [.. Enumerable.Range(0, path.Length + 1).Where(at => places.Any(place => place <= at))];
            places = [.. places.Where(at => path.AsSpan(at).StartsWith(parts[i])).Select(at => at + parts[i].Length)];
        }
        return anchored ? places.Contains(path.Length) : places.Count > 0;
    }

    private static string Plain(string text) => text
        .Replace("%2A", "*", StringComparison.OrdinalIgnoreCase).Replace("%24", "$", StringComparison.Ordinal)
        .Replace("%61", "a", StringComparison.Ordinal).Replace("é", "%C3%A9", StringComparison.Ordinal)
        .Replace("%c3%a9", "%C3%A9", StringComparison.Ordinal);

    private static RobotsRules Parse(string body) => RobotsRules.Parse(Encoding.UTF8.GetBytes(body), "TestBot", MaxBytes);

    private static bool[] Judge(RobotsRules rules, params string[] paths) => [.. paths.Select(path => rules.Judge(path).Allowed)];
}
