using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorCrawler.EmbeddedAkka.Tests.Configuration;

/// <summary>HOCON as both runtimes read it.</summary>
public sealed class ConfigSpecs
{
    private static Config Parse(string hocon) => ConfigurationFactory.ParseString(hocon);

    [Theory]
    [InlineData("a { b { c = 1 } }")]
    [InlineData("a.b.c = 1")]
    [InlineData("a { b.c : 1 }")]
    [InlineData("a.b { c = 1, d = 2 }")]
    [InlineData("a { b = { c = 1 } }")]
    [InlineData("{ \"a\" : { \"b\" : { \"c\" : 1 } } }")]
    [InlineData("# comment\na { // comment\n b { c = 1 # comment\n } }")]
    [InlineData("a { b { c = 2 } }\na.b.c = 1")]
    [InlineData("a { x = 1 } a { b { c = 1 } }")]
    [InlineData("a.b.c =\n  1")]
    [InlineData("a.b = none\na.b { c = 1 }")]
    public void Config_reads_a_value_however_its_path_is_written(string hocon)
    {
        Assert.Equal(1, Parse(hocon).GetInt("a.b.c"));
    }

    [Fact]
    public void Config_keeps_dots_and_slashes_of_quoted_keys_together()
    {
        var config = Parse("""deployment { "/user/a.b" { router = "round robin" } /user/c { x = 1 } }""");
        Assert.Equal("round robin", config.GetString("deployment.\"/user/a.b\".router"));
        Assert.Equal(1, config.GetInt("deployment./user/c.x"));
    }

    [Theory]
    [InlineData("v = hello", "hello")]
    [InlineData("v = hello world  # not this", "hello world")]
    [InlineData("v = \"a # b // c\"", "a # b // c")]
    [InlineData("v = \"a\\tb\\n\\\"c\\\" \\\\ \\u00e9\"", "a\tb\n\"c\" \\ é")]
    [InlineData("v = \"\"\"one\n\"two\" \\n ${x}\"\"\"", "one\n\"two\" \\n ${x}")]
    [InlineData("v = a\"b c\"d", "ab cd")]
    [InlineData("v = null", null)]
    [InlineData("v = { x = 1 }", null)]
    [InlineData("v = first\nv = second", "second")]
    [InlineData("v = \"\"", "")]
    [InlineData("v = ~/x+y-z;", "~/x+y-z;")]
    public void Config_reads_strings(string hocon, string? expected)
    {
        Assert.Equal(expected, Parse(hocon + "\n").GetString("v", "default"));
    }

    [Theory]
    [InlineData("10ms", 10)]
    [InlineData("10 ms", 10)]
    [InlineData("10", 10)]
    [InlineData("1.5s", 1_500)]
    [InlineData("2 seconds", 2_000)]
    [InlineData("1 minute", 60_000)]
    [InlineData("3m", 180_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1 day", 86_400_000)]
    [InlineData("500000 micros", 500)]
    [InlineData("2000000ns", 2)]
    [InlineData("infinite", -1)]
    [InlineData("Infinite", -1)]
    public void Config_reads_durations(string text, int milliseconds)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Parse($"v = {text}").GetTimeSpan("v"));
    }

    [Theory]
    [InlineData("-1s")]
    [InlineData("10 parsecs")]
    [InlineData("off")]
    [InlineData("1s2")]
    [InlineData("1e3s")]
    [InlineData(".5 s")]
    [InlineData("1. s")]
    [InlineData("s")]
    public void Config_refuses_what_is_no_duration(string text)
    {
        Assert.ThrowsAny<FormatException>(() => Parse($"v = {text}").GetTimeSpan("v"));
    }

    [Fact]
    public void Config_refuses_an_infinite_duration_where_none_is_allowed()
    {
        Assert.ThrowsAny<FormatException>(() => Parse("v = infinite").GetTimeSpan("v", allowInfinite: false));
    }

    [Theory]
    [InlineData("128000b", 128_000)]
    [InlineData("128 KiB", 131_072)]
    [InlineData("10m", 10_485_760)]
    [InlineData("4 MiB", 4_194_304)]
    [InlineData("4Mi", 4_194_304)]
    [InlineData("2kB", 2_000)]
    [InlineData("2k", 2_048)]
    [InlineData("3 megabytes", 3_000_000)]
    [InlineData("3 MB", 3_000_000)]
    [InlineData("1 gibibyte", 1_073_741_824)]
    [InlineData("1 GB", 1_000_000_000)]
    [InlineData("1T", 1_099_511_627_776)]
    [InlineData("77", 77)]
    [InlineData("5 bytes", 5)]
    public void Config_reads_sizes(string text, long bytes)
    {
        Assert.Equal(bytes, Parse($"v = {text}").GetByteSize("v"));
    }

    [Theory]
    [InlineData("1 lightyear")]
    [InlineData("KiB")]
    [InlineData("1 Kb")]
    public void Config_refuses_what_is_no_size(string text)
    {
        Assert.ThrowsAny<FormatException>(() => Parse($"v = {text}").GetByteSize("v"));
    }

    [Fact]
    public void Config_reads_numbers_and_booleans()
    {
        var config = Parse("i = -7, l = 9000000000, d = 2.5, t = true, f = off\n yes = on");
        Assert.Equal(-7, config.GetInt("i"));
        Assert.Equal(9_000_000_000, config.GetLong("l"));
        Assert.Equal(2.5, config.GetDouble("d"));
        Assert.True(config.GetBoolean("t"));
        Assert.False(config.GetBoolean("f", true));
        Assert.True(config.GetBoolean("yes"));
        Assert.Throws<NotSupportedException>(() => config.GetBoolean("i"));
        Assert.Throws<FormatException>(() => config.GetInt("d"));
    }

    [Fact]
    public void Config_gives_the_default_only_when_the_path_is_missing()
    {
        var config = Parse("a { b = 1 }");
        Assert.Equal(5, config.GetInt("a.c", 5));
        Assert.Equal(1, config.GetInt("a.b", 5));
        Assert.Equal("d", config.GetString("a.b.c", "d"));
        Assert.Null(config.GetString("x"));
        Assert.True(config.GetBoolean("x", true));
        Assert.Equal(TimeSpan.FromSeconds(3), config.GetTimeSpan("x", TimeSpan.FromSeconds(3)));
        Assert.Equal(TimeSpan.Zero, config.GetTimeSpan("x"));
        Assert.Null(config.GetByteSize("x"));
        Assert.Equal(9, config.GetByteSize("x", 9));
        Assert.Empty(config.GetStringList("x"));
        Assert.Equal(["z"], config.GetStringList("x", ["z"]));
        Assert.Null(config.GetConfig("x"));
        Assert.Null(config.GetValue("x"));
    }

    [Theory]
    [InlineData("v = [a, b, c]")]
    [InlineData("v = [\"a\", \"b\", \"c\"]")]
    [InlineData("v = [ a\n  b # two\n  c\n ]")]
    [InlineData("v = [a, b, c,]")]
    [InlineData("v = [a] [b, c]")]
    [InlineData("x = [a, b]\nv = ${x} [c]")]
    public void Config_reads_lists(string hocon)
    {
        Assert.Equal(["a", "b", "c"], Parse(hocon).GetStringList("v"));
    }

    [Fact]
    public void Config_reads_lists_of_objects()
    {
        var list = Parse("rules = [ { name = title, css = h1 }, { name = price } ]").GetValue("rules")!.GetArray();
        Assert.Equal(["title", "price"], list.Select(v => v.GetChildObject("name")!.GetString()));
        Assert.Equal("h1", list[0].GetObject()!.Items["css"].GetString());
        Assert.True(list[1].IsObject());
    }

    [Fact]
    public void Config_of_an_empty_list_has_no_elements()
    {
        var config = Parse("v = []");
        Assert.True(config.HasPath("v"));
        Assert.Empty(config.GetStringList("v"));
        Assert.False(config.GetValue("v")!.IsArray());
    }

    [Fact]
    public void Config_has_a_path_that_is_null_and_not_one_that_is_missing()
    {
        var config = Parse("a = null");
        Assert.True(config.HasPath("a"));
        Assert.False(config.HasPath("b"));
        Assert.False(config.HasPath("a.b"));
    }

    [Fact]
    public void Substitution_takes_strings_objects_and_lists_from_anywhere_in_the_text()
    {
        var config = Parse("""
            dir = ${base}/crawl
            base = /var
            defaults { delay = 1s, tries = 2 }
            host = ${defaults}
            names = ${list}
            list = [a, b]
            deep { inner = ${defaults.delay} }
            """);
        Assert.Equal("/var/crawl", config.GetString("dir"));
        Assert.Equal(2, config.GetInt("host.tries"));
        Assert.Equal(["a", "b"], config.GetStringList("names"));
        Assert.Equal(TimeSpan.FromSeconds(1), config.GetTimeSpan("deep.inner"));
    }

    [Fact]
    public void Substitution_sees_the_last_value_of_what_it_names()
    {
        var config = Parse("a = 1\nb = ${a}\na = 2");
        Assert.Equal(2, config.GetInt("b"));
    }

    [Fact]
    public void Substitution_of_a_missing_path_is_an_error()
    {
        var error = Assert.Throws<FormatException>(() => Parse("a = 1\nb = ${no.such.path}"));
        Assert.Contains("no.such.path", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Include_puts_the_other_text_in_its_place()
    {
        var files = new Dictionary<string, string>
        {
            ["common.conf"] = "delay = 1s\nper-host = 1",
            ["outer.conf"] = "include \"common.conf\"\nper-host = 4",
        };
        HoconRoot Find(string name) => Parser.Parse(files[name], Find);
        var config = ConfigurationFactory.ParseString("crawl {\n include \"outer.conf\"\n delay = 2s\n}\ninclude \"common.conf\"", Find);
        Assert.Equal(TimeSpan.FromSeconds(2), config.GetTimeSpan("crawl.delay"));
        Assert.Equal(4, config.GetInt("crawl.per-host"));
        Assert.Equal(1, config.GetInt("per-host"));
    }

    [Fact]
    public void Include_merges_into_what_came_before_and_is_overridden_by_what_comes_after()
    {
        HoconRoot Find(string name) => Parser.Parse($"a {{ x = {name}, y = {name} }}", Find);
        var config = ConfigurationFactory.ParseString("a { x = 1, z = 1 }\ninclude \"2\"\na { y = 3 }", Find);
        Assert.Equal([2, 3, 1], new[] { "a.x", "a.y", "a.z" }.Select(p => config.GetInt(p)));
    }

    [Fact]
    public void A_key_may_start_with_the_word_include()
    {
        Assert.Equal("x", Parse("include-patterns = x").GetString("include-patterns"));
    }

    [Fact]
    public void WithFallback_fills_what_is_missing_at_every_level()
    {
        var config = Parse("a { x = 1, list = [1] }").WithFallback(Parse("a { x = 2, y = 2, list = [2, 3], o { p = 2 } } b = 2")).WithFallback(Parse("b = 3, c = 3"));
        Assert.Equal(1, config.GetInt("a.x"));
        Assert.Equal(2, config.GetInt("a.y"));
        Assert.Equal(["1"], config.GetStringList("a.list"));
        Assert.Equal(2, config.GetInt("a.o.p"));
        Assert.Equal(2, config.GetInt("b"));
        Assert.Equal(3, config.GetInt("c"));
    }

    [Fact]
    public void WithFallback_leaves_both_configurations_as_they_were()
    {
        var first = Parse("a { x = 1 }");
        var second = Parse("a { y = 2 }");
        first.WithFallback(second);
        Assert.False(first.HasPath("a.y"));
        Assert.False(second.HasPath("a.x"));
    }

    [Fact]
    public void WithFallback_of_an_empty_configuration_is_the_fallback()
    {
        Assert.Equal(1, ConfigurationFactory.Empty.WithFallback(Parse("a = 1")).GetInt("a"));
        Assert.Equal(1, Parse("a = 1").WithFallback(ConfigurationFactory.Empty).GetInt("a"));
    }

    [Fact]
    public void WithFallback_refuses_the_configuration_itself()
    {
        var config = Parse("a = 1");
        Assert.Throws<ArgumentException>(() => config.WithFallback(config));
    }

    [Fact]
    public void GetConfig_gives_a_part_that_has_fallbacks_of_its_own()
    {
        var part = Parse("a { b { c = 1 } }").WithFallback(Parse("a.b.d = 2")).GetConfig("a.b");
        Assert.NotNull(part);
        Assert.Equal(1, part.GetInt("c"));
        Assert.Equal(2, part.GetInt("d"));
        Assert.Equal(3, part.WithFallback(Parse("e = 3")).GetInt("e"));
    }

    [Fact]
    public void IsEmpty_is_true_without_keys()
    {
        Assert.True(Parse("").IsEmpty);
        Assert.True(Parse("# only a comment").IsEmpty);
        Assert.True(ConfigurationFactory.Empty.IsNullOrEmpty());
        Assert.True(((Config?)null).IsNullOrEmpty());
        Assert.False(Parse("a = 1").IsEmpty);
    }

    [Fact]
    public void AsEnumerable_gives_the_keys_of_the_first_level_with_fallbacks()
    {
        var config = Parse("a = 1, b { c = 2 }").WithFallback(Parse("d = 3"));
        Assert.Equal(["a", "b", "d"], config.AsEnumerable().Select(p => p.Key).Order());
        Assert.Equal(["a", "b", "d"], config.Root!.GetObject()!.Items.Keys.Order());
    }

    [Fact]
    public void ToString_is_read_back_as_the_same_configuration()
    {
        var config = Parse("a { b = 1, c = [x, y], d { e = \"two words\" } }\nf = on");
        var again = Parse(config.ToString());
        Assert.Equal(1, again.GetInt("a.b"));
        Assert.Equal(["x", "y"], again.GetStringList("a.c"));
        Assert.Equal("two words", again.GetString("a.d.e"));
        Assert.True(again.GetBoolean("f"));
    }

    [Theory]
    [InlineData("a = http://example.org")]
    [InlineData("a = b=c")]
    public void Config_refuses_an_assignment_within_a_value(string hocon)
    {
        Assert.Throws<ConfigurationException>(() => Parse(hocon));
    }

    [Fact]
    public void Config_refuses_an_unknown_escape()
    {
        Assert.Throws<FormatException>(() => Parse("a = \"\\q\""));
    }

    [Fact]
    public void Default_configuration_holds_the_keys_of_the_runtime()
    {
        var config = ConfigurationFactory.Default();
        Assert.Equal(30, config.GetInt("akka.actor.default-dispatcher.throughput"));
        Assert.Equal("local", config.GetString("akka.actor.provider")!.Contains("Local", StringComparison.OrdinalIgnoreCase) ? "local" : "other");
        Assert.True(config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system"));
    }

    [Fact]
    public void Config_is_made_from_text_where_one_is_expected()
    {
        Config config = "a = 1";
        Assert.Equal(1, config.GetInt("a"));
    }
}
