using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorCrawler.EmbeddedAkka.Tests.Configuration.EmbeddedOnly;

/// <summary>HOCON of the specification that Akka.NET's own parser does not read, and errors that name their line.</summary>
public sealed class HoconSpecs
{
    private static Config Parse(string hocon) => ConfigurationFactory.ParseString(hocon);

    [Theory]
    [InlineData("v = ${?missing}", null)]
    [InlineData("v = 1\nv = ${?missing}", "1")]
    [InlineData("v = a${?missing}b", "ab")]
    [InlineData("x = 2\nv = ${?x}", "2")]
    [InlineData("v = a\nv = ${v}b", "ab")]
    [InlineData("v = a\nv = ${v}b\nv = ${v}c", "abc")]
    [InlineData("v = ${?v}b", "b")]
    [InlineData("x = \"a b\"\nv = ${x} ${x}", "a b a b")]
    [InlineData("o { \"x.y\" = 3 }\nv = ${o.\"x.y\"}", "3")]
    [InlineData("o { x = 1, y = ${o.x} }\no { x = 2 }\nv = ${o.y}", "2")]
    [InlineData("o = ${p}\np { x = 1 }\no.y = 2\nv = ${o.x}${o.y}", "12")]
    [InlineData("o = ${p} { x = 5 }\np { x = 1 }\nv = ${o.x}", "5")]
    [InlineData("o = 1\no { x = 4 }\nv = ${o.x}", "4")]
    [InlineData("a = ${b}\nb { x = ${a.y}, y = 1 }\nv = ${a.x}", "1")]
    [InlineData("v = \"\"\"a\"\"\"\"", "a\"")]
    public void Substitution_follows_the_specification(string hocon, string? expected)
    {
        Assert.Equal(expected, Parse(hocon).GetString("v"));
    }

    [Fact]
    public void Substitution_falls_back_to_the_environment()
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        Assert.Equal(path, Parse("v = ${PATH}").GetString("v"));
        Assert.Equal("x", Parse("PATH = x\nv = ${PATH}").GetString("v"));
    }

    [Theory]
    [InlineData("v = [a]\nv += b\nv += c")]
    [InlineData("v += a, v += b, v += c")]
    [InlineData("o { v += a }\no { v += b }\no.v += c\nv = ${o.v}")]
    [InlineData("v = [a, ${?missing}, b]\nv = ${v} [c]")]
    public void Append_adds_to_the_list_that_is_there(string hocon)
    {
        Assert.Equal(["a", "b", "c"], Parse(hocon).GetStringList("v"));
    }

    [Theory]
    [InlineData("a { x = 1 }, v = 2")]
    [InlineData("a { x = 1 }\n, v = 2")]
    [InlineData("x = 1\n, v = 2")]
    [InlineData("a { b { x = 1 }, c = 3 }, v = 2,")]
    [InlineData("l = [1\n, 3], v = ${l}", "1", "3")]
    public void Comma_may_stand_behind_an_object_and_a_line(string hocon, params string[] expected)
    {
        if (expected.Length == 0)
            Assert.Equal(2, Parse(hocon).GetInt("v"));
        else
            Assert.Equal(expected, Parse(hocon).GetStringList("v"));
    }

    [Fact]
    public void Undefined_optional_substitution_leaves_no_key()
    {
        var config = Parse("a = ${?missing}, b { c = ${?missing} }");
        Assert.False(config.HasPath("a"));
        Assert.True(config.GetConfig("b").IsNullOrEmpty());
    }

    [Fact]
    public void Include_takes_files_and_required_files()
    {
        var asked = new List<string>();
        HoconRoot? Find(string name)
        {
            asked.Add(name);
            return name == "missing" ? null : Parser.Parse($"{name} = 1", Find);
        }

        var config = ConfigurationFactory.ParseString("include file(\"a\")\ninclude required(\"b\")\ninclude required(file(\"c\"))\ninclude \"missing\"", Find);
        Assert.Equal(["a", "b", "c", "missing"], asked);
        Assert.Equal(["a", "b", "c"], config.AsEnumerable().Select(p => p.Key));
        Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString("include required(\"missing\")", Find));
    }

    [Fact]
    public void Include_resolves_substitutions_from_where_it_stands()
    {
        HoconRoot Find(string name) => Parser.Parse("x = 1\ny = ${x}\nz = ${top}\nlist += b\nw = ${?w}-ho", Find);
        var config = ConfigurationFactory.ParseString("top = 7\no { list = [a], w = hey\n include \"f\"\n x = 2 }", Find);
        Assert.Equal(2, config.GetInt("o.y"));
        Assert.Equal(7, config.GetInt("o.z"));
        Assert.Equal(["a", "b"], config.GetStringList("o.list"));
        Assert.Equal("hey-ho", config.GetString("o.w"));
    }

    [Theory]
    [InlineData("a = 1\nb = {\n c = 2\n", "line 4", "line 2")]
    [InlineData("a = [1,\n2", "line 2", "line 1")]
    [InlineData("a = 1\n= 2", "line 2", "key")]
    [InlineData("a = 1\nb", "line 2", "'='")]
    [InlineData("a = 1\nb = \"open\nc = 2", "line 2", "closed")]
    [InlineData("a = 1\n\nb = x:y", "line 3", "quotes")]
    [InlineData("a =\n", "line 2", "value")]
    [InlineData("a = 1\nb = a@b", "line 2", "'@'")]
    [InlineData("a = 1\nb = ${nothing.here}", "line 2", "nothing.here")]
    [InlineData("a = 1\nb = ${c}\nc = ${b}", "line", "back to itself")]
    [InlineData("b = ${c.x}\nc = ${b.x}", "line", "back to itself")]
    [InlineData("a { b = ${a} }", "line 1", "back to itself")]
    [InlineData("x = [1]\na = ${x} b", "line 2", "joined")]
    [InlineData("a = 1 }", "line 1", "'}'")]
    [InlineData("{ a = 1 } b = 2", "line 1", "closing brace")]
    [InlineData("a..b = 1", "line 1", "key")]
    [InlineData("a = \"\"\"x", "line 1", "never closed")]
    [InlineData("a = 1\ninclude \"x\"", "line 2", "include")]
    public void Error_names_its_line(string hocon, string where, string what)
    {
        var error = Assert.ThrowsAny<Exception>(() => Parse(hocon));
        Assert.True(error is FormatException or ConfigurationException, error.ToString());
        Assert.Contains(where, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_in_an_included_text_names_it()
    {
        HoconRoot Find(string name) => Parser.Parse("fine = 1\nnot fine", Find);
        var error = Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString("include \"other.conf\"", Find));
        Assert.Contains("line 2 of other.conf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_is_an_error_and_not_the_end_of_the_process()
    {
        HoconRoot Find(string name) => Parser.Parse("include \"x\"", Find);
        Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString("include \"x\"", Find));
        Assert.Throws<FormatException>(() => Parse(string.Concat(Enumerable.Repeat("a{", 10_000))));
        Assert.Throws<FormatException>(() => Parse("a = " + new string('[', 10_000)));
    }

    [Theory]
    [InlineData("a \"quoted\" key.with.dots")]
    [InlineData("tab\tand\nnewline")]
    [InlineData("${not} {a} [list], = : # //")]
    [InlineData("é + ü")]
    public void ToString_is_read_back_whatever_the_strings_hold(string odd)
    {
        var quoted = System.Text.Json.JsonSerializer.Serialize(odd);
        var again = Parse(Parse($"{{ {quoted} : [ {quoted}, {{ {quoted} : {quoted} }} ] }}").ToString());
        var (key, value) = Assert.Single(again.AsEnumerable());
        Assert.Equal(odd, key);
        Assert.Equal(odd, value.GetArray()[0].GetString());
        Assert.Equal(odd, value.GetArray()[1].GetChildObject(odd)!.GetString());
    }
}
