using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Pages;

namespace ActorCrawler.Core.Tests.Pages;

public sealed class JsonCopyTests
{
    [Theory]
    [InlineData(" { \"a\" : [ 1 , -2.5e+3 , true , false , null , { } , [ ] ] , \"b\" : \"x \\u00e9\\n \" } ", "{\"a\":[1,-2.5e+3,true,false,null,{},[]],\"b\":\"x \\u00e9\\n \"}")]
    [InlineData("\"a\nb\tc\u0001\"", "\"a\\nb\\tc\\u0001\"")]
    [InlineData("<!-- [1] -->", "[1]")]
    [InlineData("//<![CDATA[\n[1]\n//]]>", "[1]")]
    [InlineData("<![CDATA[0]]>", "0")]
    [InlineData("\"日本\"", "\"日本\"")]
    public void Values_are_copied_without_white_space(string json, string expected) => Assert.Equal(expected, Copy(json));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{a:1}")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\"}")]
    [InlineData("[1] [2]")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData("-")]
    [InlineData("1e")]
    [InlineData("tru")]
    [InlineData("\"a")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\")]
    [InlineData("'a'")]
    public void What_is_no_json_is_refused_and_leaves_nothing(string json) => Assert.Null(Copy(json));

    [Fact]
    public void Nesting_has_a_limit()
    {
        Assert.NotNull(Copy(new string('[', 64) + new string(']', 64)));
        Assert.Null(Copy(new string('[', 65) + new string(']', 65)));
        Assert.Null(Copy(new string('[', 1_000_000)));
    }

    private static string? Copy(string json)
    {
        var output = new JsonText();
        output.Raw("before"u8);
        var copied = JsonCopy.TryCopy(Encoding.UTF8.GetBytes(json), output);
        var text = Encoding.UTF8.GetString(output.Written);
        Assert.StartsWith("before", text, StringComparison.Ordinal);
        if (copied)
            JsonDocument.Parse(text[6..]).Dispose();
        else
            Assert.Equal("before", text);
        return copied ? text[6..] : null;
    }
}
