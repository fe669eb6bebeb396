using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Robots;
using ActorCrawler.Core.Tests.Conformance;

namespace ActorCrawler.Core.Tests.Robots;

public sealed class RobotsConformanceTests
{
    private const int MaxBytes = 500 * 1024;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(120);

    private const string Divergences = "Robots/robots.divergences.tsv";

    [Fact]
    public void Google_cases_pass() =>
        ConformanceFile.Run("robots/google.jsonl", item =>
        {
            var allowed = item.GetProperty("allowed").GetBoolean();

            // Google expects its callers to have encoded the URL; whoever encodes it gets the opposite answer.
            if (item.Text("profile") == "google-caller-encodes")
                allowed = !allowed;
            return Judge(item, item.Text("ua")!, allowed);
        });

    [Fact]
    public void Google_parse_cases_pass() => ConformanceFile.Run("robots/google_parse.jsonl", CheckParse);

    [Fact]
    public void Rfc9309_cases_pass() =>
        ConformanceFile.Run("robots/rfc9309.jsonl", item => Judge(item, item.Text("ua")!, item.GetProperty("allowed").GetBoolean()));

    [Fact]
    public void Crawler_commons_cases_pass_but_for_its_old_way_of_matching() =>
        RunByProfile("robots/crawlercommons.jsonl", item => Judge(item, UserAgent(item), item.GetProperty("allowed").GetBoolean()));

    [Fact]
    public void Crawler_commons_fields_pass_but_for_its_old_way_of_matching() =>
        RunByProfile("robots/crawlercommons_fields.jsonl", CheckField);

    [Fact]
    public void Protego_cases_pass_but_for_its_matching_by_prefix() =>
        RunByProfile(
            "robots/protego.jsonl",
            item => item.TextOrNull("check") is null
                ? Judge(item, UserAgent(item), item.GetProperty("allowed").GetBoolean())
                : CheckField(item));

    [Fact]
    public void Fetch_outcomes_pass() => ConformanceFile.Run("robots/fetch_outcome.jsonl", item =>
    {
        const string File = "User-agent: *\nDisallow: /\n";
        var what = item.Text("robots_fetch")!;
        var policy = new RobotsPolicy("TestBot", MaxBytes, TimeSpan.FromDays(1), TimeSpan.FromMinutes(1));
        var outcome = policy.Judge(FetchOf(what, File));
        var expected = item.Text("expect")!;

        var allowsAll = outcome is RobotsOutcome.Unavailable or RobotsOutcome.Parsed { Rules.Count: 0 };
        var namesAllow = expected.Replace("disallow-all", "", StringComparison.Ordinal).Contains("allow-all", StringComparison.Ordinal);
        var namesDisallow = expected.Contains("disallow-all", StringComparison.Ordinal);
        var passed = expected switch
        {
            // "May" leaves a choice: the host stays closed, or its older copy is obeyed.
            _ when expected.Contains("cached copy", StringComparison.Ordinal) => outcome is RobotsOutcome.Unreachable,
            _ when namesAllow && namesDisallow => allowsAll || outcome is RobotsOutcome.Unreachable,
            _ when namesAllow => allowsAll,
            _ when expected.Contains("Retry-After", StringComparison.Ordinal) => outcome is RobotsOutcome.Unreachable { RetryAfter: { } wait } && wait == RetryAfter,
            _ when namesDisallow => outcome is RobotsOutcome.Unreachable,
            _ when expected.StartsWith("refetch", StringComparison.Ordinal) => outcome is RobotsOutcome.Parsed parsed && parsed.FreshFor <= TimeSpan.FromDays(1),
            _ when expected.Contains("no rules found = allow", StringComparison.Ordinal) => outcome is RobotsOutcome.Parsed { Rules.Count: 0 },
            _ => outcome is RobotsOutcome.Parsed { Rules.Count: > 0 },
        };
        return passed ? CaseOutcome.Passed : CaseOutcome.Differs($"{what}: expected {expected}, got {outcome}");
    });

    /// <summary>The end of a fetch that a case puts into words.</summary>
    private static RobotsFetch FetchOf(string what, string file)
    {
        if (what.Contains("loop", StringComparison.Ordinal) || what.Contains("> 5", StringComparison.Ordinal) || what.Contains(">5", StringComparison.Ordinal)
            || what.Contains("more than", StringComparison.Ordinal) || what.Contains("6 hops", StringComparison.Ordinal))
            return new RobotsFetch.EndlessRedirects();

        // "301 (<=5 hops) then 200": the last status is the one that counts.
        var then = what.LastIndexOf("then ", StringComparison.Ordinal);
        var status = what[(then < 0 ? 0 : then + "then ".Length)..].Split(' ')[0];
        if (what.StartsWith("cache older", StringComparison.Ordinal))
            return new RobotsFetch.Answered(200, Encoding.UTF8.GetBytes(file), TimeSpan.FromDays(30), null);
        if (what.Contains("501 KiB", StringComparison.Ordinal))
            return new RobotsFetch.Answered(200, Encoding.UTF8.GetBytes(new string('#', MaxBytes - file.Length - 1) + "\n" + file + new string('x', 1024)), null, null);
        if (!int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new RobotsFetch.Unreachable();
        var body = number == 204 || what.Contains("empty", StringComparison.Ordinal) ? ""
            : what.Contains("text/html", StringComparison.Ordinal) ? "<html><body><p>User-agents: welcome</p></body></html>" : file;
        return new RobotsFetch.Answered(number, Encoding.UTF8.GetBytes(body), null, number >= 429 ? RetryAfter : null);
    }

    /// <summary>Cases of the profiles that are to be obeyed must all pass; the others may differ by a declared reason.</summary>
    private static void RunByProfile(string file, Func<JsonElement, CaseOutcome> check)
    {
        var broken = new List<string>();
        ConformanceFile.Run(
            file,
            item =>
            {
                var outcome = check(item);
                if (outcome.Difference is not null && item.Text("profile") is "rfc9309" or "extension")
                    broken.Add($"{item.Text("id")} {outcome.Difference}");
                return outcome;
            },
            required: 0.5,
            Divergences);
        Assert.Empty(broken);
    }

    private static byte[] Body(JsonElement item) =>
        item.TryGetProperty("robots_b64", out var body) ? body.GetBytesFromBase64() : Encoding.UTF8.GetBytes(item.Text("robots")!);

    /// <summary>The product token for a case's user agent: a string, a list of names, or none.</summary>
    private static string UserAgent(JsonElement item)
    {
        var agent = item.GetProperty("ua");
        var text = agent.ValueKind == JsonValueKind.Array ? agent.EnumerateArray().Select(name => name.Text()).FirstOrDefault() : agent.Text();
        return ProductToken.FromUserAgent(text);
    }

    private static CaseOutcome Judge(JsonElement item, string token, bool allowed)
    {
        var rules = RobotsRules.Parse(Body(item), token, MaxBytes);
        var url = item.Text("url")!;
        var verdict = rules.JudgeUrl(url);
        return CaseOutcome.Equal(Show(allowed), Show(verdict.Allowed));
    }

    private static string Show(bool allowed) => allowed ? "allowed" : "disallowed";

    private static CaseOutcome CheckParse(JsonElement item)
    {
        var expected = item.GetProperty("expect");
        return item.Text("check") switch
        {
            "product_token_valid" => Same(expected.GetBoolean(), ProductToken.IsValid(item.Text("input"))),
            "path_for_matching" => CaseOutcome.Equal(expected.Text(), RobotsPath.OfUrl(item.Text("input"))),
            "pattern_escape" => CaseOutcome.Equal(expected.Text(), Normalize(item.Text("input")!)),
            "count_known_directives" => Same(expected.GetInt32(), Parse(item).KnownLines),
            "count_unknown_directives" => Same(expected.GetInt32(), Parse(item).UnknownLines),
            "last_line_number" => Same(expected.GetInt32(), Parse(item).LastLine),
            "sitemap" => CaseOutcome.Equal(expected.Text(), Assert.Single(Parse(item).Sitemaps)),
            var check => throw new InvalidOperationException($"No such check: {check}"),
        };
    }

    private static RobotsRules Parse(JsonElement item) => RobotsRules.Parse(Body(item), "foo", MaxBytes);

    private static string Normalize(string pattern)
    {
        var source = Encoding.UTF8.GetBytes(pattern);
        var buffer = new byte[source.Length * RobotsPath.Growth];
        return Encoding.ASCII.GetString(buffer, 0, RobotsPath.Normalize(source, buffer));
    }

    private static CaseOutcome CheckField(JsonElement item)
    {
        var rules = RobotsRules.Parse(Body(item), item.GetProperty("ua").ValueKind == JsonValueKind.Null ? "" : UserAgent(item), MaxBytes);
        var expected = item.GetProperty("expect");
        return item.Text("check") switch
        {
            "crawlDelayMs" => Same(
                expected.GetInt64(), rules.CrawlDelay is { } delay ? (long)delay.TotalMilliseconds : long.MinValue),
            "crawl_delay" => Same(
                expected.ValueKind == JsonValueKind.Null ? null : expected.GetDouble(), rules.CrawlDelay?.TotalSeconds),
            "sitemaps" => CaseOutcome.Equal(
                string.Join(' ', expected.EnumerateArray().Select(url => url.Text())), string.Join(' ', rules.Sitemaps)),
            "request_rate" => CaseOutcome.Equal(Numbers(expected), rules.RequestRate is { } rate ? Numbers(rate) : "null"),
            "visit_time" => CaseOutcome.Equal(
                Numbers(expected),
                rules.VisitTime is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.Start:HH:mm:ss} {time.End:HH:mm:ss}") : "null"),
            "preferred_host" or "host" => CaseOutcome.Equal(expected.Text(), rules.PreferredHost),
            "isAllowAll" => Same(expected.GetBoolean(), rules.Count == 0 || rules.JudgeUrl("/").Basis == RobotsBasis.NoMatch),
            "isAllowNone" => Same(expected.GetBoolean(), !rules.JudgeUrl("/").Allowed),
            "isDeferVisits" => Same(expected.GetBoolean(), false),
            var check => throw new InvalidOperationException($"No such check: {check}"),
        };
    }

    private static string Numbers(RequestRate rate) => string.Create(
        CultureInfo.InvariantCulture,
        $"{rate.Requests} {rate.Period.TotalSeconds} {(rate.Hours is { } hours ? $"{hours.Start:HH:mm:ss} {hours.End:HH:mm:ss}" : "null null")}");

    /// <summary>A list's or an object's values, one after the other.</summary>
    private static string Numbers(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Numbers)),
        JsonValueKind.Object => string.Join(' ', value.EnumerateObject().Select(member => Numbers(member.Value))),
        JsonValueKind.Number => value.GetDouble().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Null => "null",
        _ => value.Text()!,
    };

    private static CaseOutcome Same<T>(T expected, T actual) =>
        EqualityComparer<T>.Default.Equals(expected, actual) ? CaseOutcome.Passed : CaseOutcome.Differs($"expected {expected}, got {actual}");
}
