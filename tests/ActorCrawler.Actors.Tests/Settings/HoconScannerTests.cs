using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Actors.Tests.Settings;

public sealed class HoconScannerTests
{
    [Theory]
    [InlineData("a = 1", "a:1")]
    [InlineData("a { b = 1\n c : 2 }", "a:1 a.b:1 a.c:2")]
    [InlineData("{\na = 1,\nb = 2\n}", "a:2 b:3")]
    [InlineData("a.b.c = 1", "a.b.c:1")]
    [InlineData("a . b = 1", "a.b:1")]
    [InlineData("\"a.b\".c = 1", "\"a.b\".c:1")]
    [InlineData("# a = 1\n// b = 2\nc = 3 # d = 4\ne = 5", "c:3 e:4")]
    [InlineData("a = \"} # \\\" b = 1\"\nb = 2", "a:1 b:2")]
    [InlineData("a = \"\"\"x\n} b = 1\n\"\"\"\nb = 2", "a:1 b:4")]
    [InlineData("a = [1, { x = 2 }, [\n3]]\nb = 2", "a:1 b:3")]
    [InlineData("a = ${x.y} { c = 1 }\nb = ${?z}", "a:1 a.c:1 b:2")]
    [InlineData("a +=\n 1\nb = 2", "a:1 b:3")]
    [InlineData("a\n{\nb = 1 }", "a:1 a.b:3")]
    [InlineData("a =\n{\nb = 1 }", "a:1 a.b:3")]
    [InlineData("\uFEFFa = 1\r\nb = 2\r\n", "a:1 b:2")]
    [InlineData("included = 1\ninclude.x = 2", "included:1 include.x:2")]
    [InlineData("a { b { c = 1 } d = 2 } e = 3", "a:1 a.b:1 a.b.c:1 a.d:1 e:1")]
    public void Scanner_tells_the_line_of_every_key(string text, string expected)
    {
        var found = new List<string>();
        HoconScanner.Scan(text, "", (path, line) => found.Add($"{path}:{line}"), (_, _) => Assert.Fail("no include here"));
        Assert.Equal(expected, string.Join(' ', found));
    }

    [Theory]
    [InlineData("include \"x.conf\"")]
    [InlineData("include file(\"x.conf\")")]
    [InlineData("include required(file(\"x.conf\"))")]
    public void Scanner_tells_includes_and_the_object_they_stand_in(string include)
    {
        var found = new List<string>();
        HoconScanner.Scan($"a {{\n{include}\nb = 1 }}", "top", (path, line) => found.Add($"{path}:{line}"), (at, name) => found.Add($"{at}<{name}"));
        Assert.Equal("top.a:1 top.a<x.conf top.a.b:3", string.Join(' ', found));
    }

    [Theory]
    [InlineData("a { b = 1 }, c = 2, d { }\n, e = 3", "a { b = 1 }  c = 2, d { }\n  e = 3")]
    [InlineData("a.b { c { d = 1 }, e = 2 }, # f,\n", "a.b { c { d = 1 }  e = 2 }  # f,\n")]
    [InlineData("include \"x.conf\", a = 1", "include \"x.conf\"  a = 1")]
    [InlineData("a = { b = 1 }, c = 2,\nd = ${a},\ne += 1,", "a = { b = 1 }, c = 2,\nd = ${a},\ne += 1,")]
    [InlineData("a = [1, 2,\n3\n, 4 # 5\n, { b { c = 1 }, d = 2 }, \",\"]", "a = [1, 2,\n3\n  4 # 5\n  { b { c = 1 }  d = 2 }, \",\"]")]
    [InlineData("a = \"}, b\"\nc = \"\"\"}\n, d\"\"\"", "a = \"}, b\"\nc = \"\"\"}\n, d\"\"\"")]
    [InlineData("a = 1,, b = 2", "a = 1,, b = 2")]
    public void Commas_that_end_no_value_become_blanks(string text, string expected)
    {
        Assert.Equal(expected, HoconScanner.WithoutIdleCommas(text));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{ a = ")]
    public void Scanner_ends_on_endless_nesting(string level)
    {
        var text = "a = " + string.Concat(Enumerable.Repeat(level, 100_000));
        Assert.Equal(text, HoconScanner.WithoutIdleCommas(text));
    }

    [Fact]
    public void Scanner_ends_on_random_text()
    {
        var random = new Random(20261122);
        const string alphabet = "a.b=:{}[]\"\\,#/$?+ \n\r\uFEFFinclude";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            HoconScanner.Scan(text, "", (_, _) => { }, (_, _) => { });
            Assert.Equal(text.Length, HoconScanner.WithoutIdleCommas(text).Length);
        }
    }
}
