using System.Text;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Urls;

public sealed class TrapRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly TrapRules Rules = new(new TrapSettings(
        MaxUrlLength: 200, MaxPathSegments: 12, MaxRepeatedSegments: 3, MaxQueryLength: 120, MaxParameters: 8, CalendarMonthsAhead: 24,
        CalendarMonthsBehind: 120, MaxLoops: 2));

    [Theory]
    [InlineData("/a/b/c?d=e", TrapReason.None)]
    [InlineData("/1/2/3/4/5/6/7/8/9/10/11/12", TrapReason.None)]
    [InlineData("/1/2/3/4/5/6/7/8/9/10/11/12/13", TrapReason.PathSegments)]
    [InlineData("/foo/bar/foo/bar/foo/bar", TrapReason.None)]
    [InlineData("/foo/bar/foo/bar/foo/bar/foo/bar", TrapReason.RepeatedSegments)]
    [InlineData("/0/0/0/0/0/0", TrapReason.None)]
    [InlineData("////a", TrapReason.None)]
    [InlineData("/////a", TrapReason.RepeatedSegments)]
    [InlineData("/?a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8", TrapReason.None)]
    [InlineData("/?a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9", TrapReason.Query)]
    [InlineData("/login?return=%2Fa%3Fb", TrapReason.None)]
    [InlineData("/login?return=%252Fa%25253Fb", TrapReason.None)]
    [InlineData("/login?return=%2525252Fa", TrapReason.Session)]
    [InlineData("/?tag=a&tag=b&tag=c", TrapReason.None)]
    [InlineData("/?tag=a&tag=a&tag=a", TrapReason.Session)]
    [InlineData("/(S(a))/(S(b))/(S(c))/x", TrapReason.Session)]
    public void Urls_are_judged_by_size_and_repetition(string path, TrapReason expected) => Check(path, expected);

    [Theory]
    [InlineData("/calendar/2026/11", TrapReason.None)]
    [InlineData("/calendar/2028/11/30", TrapReason.None)]
    [InlineData("/calendar/2028/12", TrapReason.Calendar)]
    [InlineData("/events/2031-05-01/", TrapReason.Calendar)]
    [InlineData("/events/20310501", TrapReason.Calendar)]
    [InlineData("/events/1998-01", TrapReason.Calendar)]
    [InlineData("/events/2999", TrapReason.None)]
    [InlineData("/events/2031/", TrapReason.None)]
    [InlineData("/archive/1912/04/15/titanic", TrapReason.None)]
    [InlineData("/blog/2031/05/x", TrapReason.None)]
    [InlineData("/x?date=2031-05-01", TrapReason.Calendar)]
    [InlineData("/x?date=1912-04-15", TrapReason.None)]
    [InlineData("/x?month=5&year=2031", TrapReason.Calendar)]
    [InlineData("/x?year=2027", TrapReason.None)]
    [InlineData("/calendar?month=1990-01", TrapReason.Calendar)]
    [InlineData("/x?id=2031-05", TrapReason.None)]
    [InlineData("/calendar/2031/13", TrapReason.None)]
    public void Calendars_are_left_beyond_the_horizon(string path, TrapReason expected) => Check(path, expected);

    [Fact]
    public void Long_urls_and_queries_are_judged_by_their_caps()
    {
        Check("/" + new string('a', 300), TrapReason.UrlLength);
        Check("/?" + new string('a', 130), TrapReason.Query);
    }

    [Fact]
    public void Nothing_is_a_trap_when_every_limit_is_off()
    {
        var url = CrawlUrl.FromCanonical("https://h/calendar/9999/01/" + string.Concat(Enumerable.Repeat("loop/", 500)) + "?a&a&a&a=%25252525");

        Assert.Equal(TrapReason.None, new TrapRules(TrapSettings.Off).Judge(Encoding.ASCII.GetBytes(url.Href), url.Parts, Today));
    }

    [Fact]
    public void Every_reason_explains_itself_with_its_limit()
    {
        foreach (var reason in Enum.GetValues<TrapReason>())
            Assert.NotEmpty(Rules.Explain(reason));
        Assert.Contains("200", Rules.Explain(TrapReason.UrlLength), StringComparison.Ordinal);
    }

    private static void Check(string path, TrapReason expected)
    {
        var url = CrawlUrl.FromCanonical("https://h" + path);

        Assert.Equal(expected, Rules.Judge(Encoding.ASCII.GetBytes(url.Href), url.Parts, Today));
    }
}
