using ActorCrawler.Actors.Logging;
using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Actors.Tests.Settings;

public sealed class CrawlSettingsTests
{
    [Fact]
    public void Every_key_of_the_reference_is_read_and_every_key_read_is_in_it()
    {
        var read = CrawlSettings.Load(Sources.Of()).Effective.Select(e => e.Key);
        var written = SettingsLayers.Load(Sources.Of()).Keys.Keys;
        Assert.Equal(written.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_key_of_the_reference_has_a_comment_of_its_own_or_its_group()
    {
        using var stream = typeof(CrawlSettings).Assembly.GetManifestResourceStream("reference.conf")!;
        var lines = new StreamReader(stream).ReadToEnd().Split('\n').TakeWhile(line => line != "}").ToArray();
        for (var i = 1; i < lines.Length; i++)
        {
            var above = lines[i - 1].Trim();
            if (lines[i].Contains(" = ", StringComparison.Ordinal) && !lines[i].TrimStart().StartsWith('#'))
                Assert.True(above.StartsWith('#') || above.Contains(" = ", StringComparison.Ordinal), $"reference.conf:{i + 1} has no comment: {lines[i]}");
        }
    }

    [Fact]
    public void Environment_variable_of_every_key_is_unique()
    {
        var variables = SettingsLayers.Load(Sources.Of()).Keys.Keys.Select(SettingsLayers.VariableOf).ToList();
        Assert.Equal(variables.Count, variables.Distinct().Count());
    }

    [Fact]
    public void Later_layers_win()
    {
        using var folder = new TemporaryFolder();
        var file = Sources.File(folder, "actorcrawler { budget { max-pages = 1, max-depth = 1 }\n politeness.delay = 2 s }");
        var environment = file with { Environment = new Dictionary<string, string> { ["ACTORCRAWLER_BUDGET_MAX_PAGES"] = "2", ["HOME"] = "/" } };
        var flags = environment with { Flags = [.. environment.Flags, new SettingValue("--max-pages", "budget.max-pages", "3")] };
        Assert.Equal(1, CrawlSettings.Load(file).Budgets.MaxPages);
        Assert.Equal(2, CrawlSettings.Load(environment).Budgets.MaxPages);
        var settings = CrawlSettings.Load(flags);
        Assert.Equal(3, settings.Budgets.MaxPages);
        Assert.Equal(1, settings.Budgets.MaxDepth);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.Politeness.Delay);
    }

    [Fact]
    public void File_may_have_commas_wherever_HOCON_allows_them()
    {
        using var folder = new TemporaryFolder();
        folder.Write("part.conf", "budget { max-pages = 5 }, budget.max-depth = 2");
        var settings = CrawlSettings.Load(Sources.File(
            folder,
            "actorcrawler {\n include \"part.conf\", politeness { delay = 2 s }, scope.exclude = [\n  a\n  , b # c\n  , d ]\n , budget.max-depth = 3\n}"));
        Assert.Equal((5, 3), (settings.Budgets.MaxPages, settings.Budgets.MaxDepth));
        Assert.Equal(["a", "b", "d"], settings.Effective.Single(e => e.Key == "scope.exclude").Values);
        Assert.Equal(TimeSpan.FromSeconds(2), settings.Politeness.Delay);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("c", "c")]
    [InlineData("[a-z]", "[a-z]")]
    public void Flag_replaces_the_list_of_a_file_and_an_empty_one_empties_it(string value, string? expected)
    {
        using var folder = new TemporaryFolder();
        var sources = Sources.File(folder, "actorcrawler.scope.exclude = [a, b]");
        string[] values = expected is null ? [] : [expected];

        var flag = sources with { Flags = [.. sources.Flags, new SettingValue("--set scope.exclude", "scope.exclude", value)] };
        Assert.Equal(values, CrawlSettings.Load(flag).Effective.Single(e => e.Key == "scope.exclude").Values);
    }

    [Fact]
    public void Empty_variable_empties_the_list_of_a_file()
    {
        using var folder = new TemporaryFolder();
        var sources = Sources.File(folder, "actorcrawler.scope.exclude = [a, b]") with
        {
            Environment = new Dictionary<string, string> { ["ACTORCRAWLER_SCOPE_EXCLUDE"] = "" },
        };
        Assert.Empty(CrawlSettings.Load(sources).Effective.Single(e => e.Key == "scope.exclude").Values);
    }

    [Fact]
    public void Effective_settings_tell_where_they_come_from()
    {
        using var folder = new TemporaryFolder();
        var sources = Sources.File(folder, "actorcrawler {\n budget.max-pages = 1\n}") with
        {
            Environment = new Dictionary<string, string> { ["ACTORCRAWLER_BUDGET_MAX_DEPTH"] = "4" },
        };
        sources = sources with { Flags = [.. sources.Flags, new SettingValue("--delay", "politeness.delay", "2")] };
        var effective = CrawlSettings.Load(sources).Effective.ToDictionary(e => e.Key);
        Assert.Equal(("job.conf:2", false), (effective["budget.max-pages"].Origin, effective["budget.max-pages"].IsDefault));
        Assert.Equal("ACTORCRAWLER_BUDGET_MAX_DEPTH", effective["budget.max-depth"].Origin);
        Assert.Equal(("--delay", "2 s"), (effective["politeness.delay"].Origin, effective["politeness.delay"].Values[0]));
        Assert.Equal(("reference.conf", true), (effective["budget.max-time"].Origin, effective["budget.max-time"].IsDefault));
    }

    [Theory]
    [InlineData("politeness.delay", "1000ms", true)]
    [InlineData("politeness.delay", "2", false)]
    [InlineData("parse.max-links", "20000", true)]
    [InlineData("fetch.accept-language", "off", true)]
    public void Setting_with_the_value_of_the_reference_is_a_default_wherever_it_comes_from(string key, string value, bool isDefault) =>
        Assert.Equal(isDefault, CrawlSettings.Load(Sources.Of((key, value))).Effective.Single(e => e.Key == key).IsDefault);

    [Fact]
    public void Settings_that_are_no_defaults_are_logged_and_those_that_are_less_polite_are_warnings()
    {
        using var folder = new TemporaryFolder();
        var settings = CrawlSettings.Load(Sources.Of(("politeness.ignore-robots", "on"), ("fetch.headers", "Authorization: topsecret"), ("budget.max-pages", "9")));
        var heard = new List<LogEntry>();
        using (var log = new CrawlLog(Path.Combine(folder.Path, "crawl.log"), settings.Log, TimeProvider.System, heard.Add)) SettingsNotices.Write(settings, log);
        Assert.Equal("robots.txt is neither fetched nor obeyed (politeness.ignore-robots)", Assert.Single(heard).Message);
        var text = File.ReadAllText(Path.Combine(folder.Path, "crawl.log"));
        Assert.Contains("settings: budget.max-pages = 9 (--max-pages)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("politeness.delay", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("actorcrawler {\n budget {\n  max-pages = -3\n } }", "job.conf:3: actorcrawler.budget.max-pages: '-3' must be a whole number, at least 0, or off.")]
    [InlineData("actorcrawler.budget.max-pages = many", "job.conf:1: actorcrawler.budget.max-pages: 'many' must be a whole number, at least 0, or off.")]
    [InlineData("actorcrawler.budget.max-pages = [1]", "job.conf:1: actorcrawler.budget.max-pages: must be a whole number, at least 0, or off, not a list.")]
    [InlineData("actorcrawler.budget.max-pages = null", "job.conf:1: actorcrawler.budget.max-pages: must be a whole number, at least 0, or off, not null.")]
    [InlineData("actorcrawler.budget.max-pages { a = 1 }", "job.conf:1: nothing reads the key actorcrawler.budget.max-pages.a. Did you mean actorcrawler.budget.max-pages?")]
    [InlineData("\nactorcrawler.budget = 5", "job.conf:2: actorcrawler.budget is a section and takes no value of its own.")]
    [InlineData("actorcrawler {\n\n budget.max-page = 5 }", "job.conf:3: nothing reads the key actorcrawler.budget.max-page. Did you mean actorcrawler.budget.max-pages?")]
    [InlineData("max-pages = 5", "job.conf:1: nothing reads the key max-pages. Did you mean actorcrawler.budget.max-pages?")]
    [InlineData("foo { bar = 5 }", "job.conf:1: nothing reads the key foo.")]
    [InlineData("actorcrawler.politeness.delay = 1", "job.conf:1: actorcrawler.politeness.delay: '1' must be a duration with its unit, such as 500 ms, 2 s, 5 m, 1 h, from 0 s to 1 d.")]
    [InlineData("actorcrawler.politeness.delay = 2 d", "job.conf:1: actorcrawler.politeness.delay: '2 d' must be a duration with its unit, such as 500 ms, 2 s, 5 m, 1 h, from 0 s to 1 d.")]
    [InlineData("actorcrawler.politeness.per-host = 0", "job.conf:1: actorcrawler.politeness.per-host: '0' must be a whole number from 1 to 10000.")]
    [InlineData("actorcrawler.politeness.ignore-robots = maybe", "job.conf:1: actorcrawler.politeness.ignore-robots: 'maybe' must be on or off.")]
    [InlineData("actorcrawler.log.level = loud", "job.conf:1: actorcrawler.log.level: 'loud' must be one of debug, info, warning, error.")]
    [InlineData("actorcrawler.frontier.max-bytes-held = 1 B", "job.conf:1: actorcrawler.frontier.max-bytes-held: '1 B' must be a size such as 500 KiB, 10 MiB, from 64 KiB to 1024 GiB.")]
    [InlineData("actorcrawler.politeness.latency-factor = -1", "job.conf:1: actorcrawler.politeness.latency-factor: '-1' must be a number from 0 to 100.")]
    [InlineData("actorcrawler.scope {\n exclude = [\"ok\",\n  \"a(\"] }", "job.conf:2: actorcrawler.scope.exclude: 'a(': the pattern a( is wrong at character 3: insufficient closing parentheses.")]
    [InlineData("actorcrawler.start-urls = \"http://a.test/\"", "")]
    [InlineData("actorcrawler.politeness.backoff-max = 1 s", "job.conf:1: actorcrawler.politeness.backoff-max: is less than politeness.backoff-base.")]
    public void File_that_is_wrong_is_refused_with_file_line_and_key(string text, string error)
    {
        using var folder = new TemporaryFolder();
        var sources = Sources.File(folder, text);
        if (error.Length == 0)
        {
            error = "job.conf:1: actorcrawler.start-urls: must be a list: [\"...\", \"...\"].";
            sources = sources with { Flags = [] };
        }

        Assert.Equal([error], Sources.Errors(sources));
    }

    [Fact]
    public void Several_errors_are_told_at_once()
    {
        using var folder = new TemporaryFolder();
        var errors = Sources.Errors(Sources.File(folder, "actorcrawler {\n log.level = x\n politeness.delay = 1\n log.format = y\n}"));
        Assert.Equal(["job.conf:3", "job.conf:2", "job.conf:4"], errors.Select(e => e[..10]));
    }

    [Fact]
    public void File_that_is_no_hocon_is_refused_with_its_line()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Single(Sources.Errors(Sources.File(folder, "actorcrawler {\n a = 1\n")));
        Assert.StartsWith("job.conf:", error, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_not_there_is_refused() =>
        Assert.Equal(["nowhere.conf: there is no such file."], Sources.Errors(Sources.Of() with { JobFile = "nowhere.conf" }));

    [Fact]
    public void Included_file_is_read_relative_to_the_file_that_names_it_and_named_in_errors()
    {
        using var folder = new TemporaryFolder();
        folder.Write("parts/slow.conf", "politeness {\n delay = 7 s\n per-host = 0\n}");
        var sources = Sources.File(folder, "actorcrawler {\n include \"parts/slow.conf\"\n}");
        Assert.Equal(
            ["parts/slow.conf:3: actorcrawler.politeness.per-host: '0' must be a whole number from 1 to 10000."],
            Sources.Errors(sources));
        folder.Write("parts/slow.conf", "politeness.delay = 7 s");
        Assert.Equal(TimeSpan.FromSeconds(7), CrawlSettings.Load(sources).Politeness.Delay);
    }

    [Fact]
    public void Flag_that_is_wrong_is_named_as_it_was_typed() =>
        Assert.Equal(
            ["--max-pages: 'x' must be a whole number, at least 0, or off."],
            Sources.Errors(Sources.Of(("budget.max-pages", "x"))));

    [Theory]
    [InlineData("1", 1000)]
    [InlineData("0.5", 500)]
    [InlineData("500ms", 500)]
    [InlineData("2m", 120_000)]
    public void Flag_takes_a_bare_number_as_seconds(string text, double milliseconds) =>
        Assert.Equal(milliseconds, CrawlSettings.Load(Sources.Of(("politeness.delay", text))).Politeness.Delay.TotalMilliseconds);

    [Theory]
    [InlineData("ACTORCRAWLER_BUDGET_MAX_PAGES", "x", "ACTORCRAWLER_BUDGET_MAX_PAGES: 'x' must be a whole number, at least 0, or off.")]
    [InlineData("ACTORCRAWLER_POLITENESS_DELAY", "1", "ACTORCRAWLER_POLITENESS_DELAY: '1' must be a duration with its unit, such as 500 ms, 2 s, 5 m, 1 h, from 0 s to 1 d.")]
    [InlineData("ACTORCRAWLER_BUDGET_MAXPAGES", "1", "ACTORCRAWLER_BUDGET_MAXPAGES: no setting has this environment variable. Did you mean ACTORCRAWLER_BUDGET_MAX_PAGES?")]
    public void Environment_variable_that_is_wrong_is_refused_by_its_name(string name, string value, string error)
    {
        var sources = Sources.Of() with { Environment = new Dictionary<string, string> { [name] = value } };
        Assert.Equal([error], Sources.Errors(sources));
    }

    [Theory]
    [InlineData("[\"http://a.test/\", \"http://b.test/\"]", 2)]
    [InlineData("http://a.test/", 1)]
    public void Environment_variable_of_a_list_holds_a_list_or_one_element(string value, int count)
    {
        var sources = new SettingsSources { Environment = new Dictionary<string, string> { ["ACTORCRAWLER_START_URLS"] = value } };
        Assert.Equal(count, CrawlSettings.Load(sources).StartUrls.Count);
    }

    [Fact]
    public void Secret_in_the_environment_is_no_setting()
    {
        var sources = Sources.Of() with { Environment = new Dictionary<string, string> { ["ACTORCRAWLER_SECRET"] = "x" } };
        Assert.DoesNotContain(CrawlSettings.Load(sources).Effective, e => e.Values.Contains("x"));
    }

    [Fact]
    public void Actor_system_gets_the_akka_part_of_every_layer()
    {
        using var folder = new TemporaryFolder();
        var settings = CrawlSettings.Load(Sources.File(folder, "akka.loglevel = DEBUG"));
        Assert.Equal("DEBUG", settings.ActorSystem.GetString("akka.loglevel"));
        Assert.Equal("OFF", settings.ActorSystem.GetString("akka.stdout-loglevel"));
    }

    [Fact]
    public void Values_worked_out_from_others_follow_them()
    {
        var settings = CrawlSettings.Load(Sources.Of(("frontier.concurrency", "5000"), ("politeness.per-host", "64")));
        Assert.True(settings.Frontier.MaxUncommitted >= 5000);
        Assert.Equal(256, settings.Frontier.WindowSize);
    }

    [Theory]
    [InlineData("ExampleBot/1.0", "ExampleBot", "ExampleBot/1.0")]
    [InlineData("Mozilla/5.0 (compatible; Example-Bot/2.1; +http://example.test/)", "Example-Bot", "Mozilla/5.0 (compatible; Example-Bot/2.1; +http://example.test/)")]
    [InlineData("Mozilla/5.0 (X11)", "Mozilla", "Mozilla/5.0 (X11)")]
    public void User_agent_gives_the_product_token_for_robots(string text, string token, string header)
    {
        var reader = new SettingsReader(SettingsLayers.Load(Sources.Of(("fetch.user-agent", text))));
        var agent = UserAgent.Read(reader);
        Assert.Equal((token, header), (agent.ProductToken, agent.Text));
    }

    [Fact]
    public void User_agent_names_version_and_contact()
    {
        var agent = UserAgent.Read(new SettingsReader(SettingsLayers.Load(Sources.Of(("fetch.contact", "mailto:me@example.test")))));
        Assert.Equal($"ActorCrawler/{UserAgent.Version} (+mailto:me@example.test)", agent.Text);
        Assert.Equal("ActorCrawler", agent.ProductToken);
    }
}
