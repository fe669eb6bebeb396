using ActorCrawler.Core.Frontier;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Http.Tests;

/// <summary>Answers of every form, good and bad. <c>SocketsHttpHandler.md</c> says which of them the handler decides.</summary>
public sealed class ResponseFormTests
{
    /// <summary>Name, answer, body expected.</summary>
    public static readonly TheoryData<string, string, string> Good = new()
    {
        { "HTTP/1.0 to the end", "HTTP/1.0 200 OK\r\n\r\nto the end", "to the end" },
        { "no length", "HTTP/1.1 200 OK\r\n\r\nto the end", "to the end" },
        { "length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more", "ok" },
        { "no reason", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", "ok" },
        { "chunks, extension and trailer", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: 1\r\n\r\n", "abcde" },
        { "chunks win over length", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n5\r\nabcde\r\n0\r\n\r\n", "abcde" },
        { "chunks win over a length of nothing", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n5\r\nabcde\r\n0\r\n\r\n", "abcde" },
        { "line that begins with a carriage return", "HTTP/1.1 200 OK\r\nA: b\r\n\rC: d\r\nContent-Length: 2\r\n\r\nok", "ok" },
        { "chunked said twice", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "a" },
        { "identity", "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\nok..", "ok" },
        { "chunked not last", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\nto the end", "to the end" },
        { "interim answers", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "ok" },
        { "blank lines first", "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "ok" },
        { "lines without return", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok", "ok" },
        { "line without colon", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nWelcome!\r\n\r\nok", "ok" },
        { "white space before colon", "HTTP/1.1 200 OK\r\nContent-Length \t : 2\r\n\r\nok", "ok" },
        { "empty name", "HTTP/1.1 200 OK\r\n: x\r\nContent-Length: 2\r\n\r\nok", "ok" },
        { "odd names", "HTTP/1.1 200 OK\r\nX(): x\r\nX\u00e9: y\r\nX\0: z\r\nContent-Length: 2\r\n\r\nok", "ok" },
        { "folded lines", "HTTP/1.1 200 OK\r\n folded\r\nX: a\r\n b\r\n\tc\r\nContent-Length: 2\r\n\r\nok", "ok" },
        { "NUL and return in a value", "HTTP/1.1 200 OK\r\nX: a\0b\rc\r\nContent-Length: 2\r\n\r\nok", "ok" },
        { "values that make no sense", "HTTP/1.1 200 OK\r\nContent-Type: @@;;\r\nDate: yesterday\r\nExpires: -1\r\nETag: x\r\nContent-Length: 2\r\n\r\nok", "ok" },
        { "another minor version", "HTTP/1.9 200 OK\r\nContent-Length: 2\r\n\r\nok", "ok" },
        { "another major version", "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "ok" },
        { "status beyond the classes", "HTTP/1.1 999 No\r\nContent-Length: 2\r\n\r\nok", "ok" },
        { "no body for 204", "HTTP/1.1 204 No\r\nContent-Length: 2\r\n\r\nok", "" },
        { "no body for 304", "HTTP/1.1 304 No\r\nContent-Length: 2\r\n\r\nok", "" },
        { "empty body", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "" },
        { "many fields", $"HTTP/1.1 200 OK\r\n{string.Concat(Enumerable.Range(0, 3000).Select(i => $"X{i}: a\r\n"))}Content-Length: 2\r\n\r\nok", "ok" },
    };

    /// <summary>Name, answer, reason, whether another attempt may help.</summary>
    public static readonly TheoryData<string, string, Reason, bool> Bad = new()
    {
        { "nothing", "", Reason.Protocol, true },
        { "no HTTP", "SSH-2.0-OpenSSH_9.6\r\n", Reason.Protocol, true },
        { "half a head", "HTTP/1.1 200 OK\r\nContent-Le", Reason.Protocol, true },
        { "another protocol", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", Reason.Protocol, false },
        { "interim answers without end", string.Concat(Enumerable.Repeat("HTTP/1.1 102 Processing\r\n\r\n", 1000)), Reason.Protocol, true },
        { "a field of 1 MB", $"HTTP/1.1 200 OK\r\nX: {new string('x', 1 << 20)}\r\n\r\n", Reason.HeadTooLarge, false },
        { "100,000 fields", $"HTTP/1.1 200 OK\r\n{string.Concat(Enumerable.Repeat("X: y\r\n", 100_000))}\r\n", Reason.HeadTooLarge, false },
        { "no line end", $"HTTP/1.1 200 {new string('x', 1 << 20)}", Reason.HeadTooLarge, false },
        { "conflicting lengths", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok!", Reason.Protocol, true },
        { "body shorter than its length", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc", Reason.Protocol, true },
        { "length beyond all numbers", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabc", Reason.Protocol, true },
        { "chunk cut", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", Reason.Protocol, true },
        { "last chunk missing", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", Reason.Protocol, true },
        { "chunk size no number", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", Reason.Protocol, true },
        { "chunk size negative", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n", Reason.Protocol, true },
        { "chunk size too large", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n", Reason.Protocol, true },
        { "chunk longer than it says", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n", Reason.Protocol, true },
        { "chunk extension without end", $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;{new string('x', 1 << 20)}", Reason.Protocol, true },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Answer_is_taken_when_its_form_is_good_or_odd(string name, string answer, string body)
    {
        using var outcome = await Fetching.FetchAnswerAsync(answer);

        Assert.Equal((name, body), (name, outcome.IsFetched().Text()));
        Assert.False(outcome.IsFetched().Truncated);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Answer_fails_with_its_reason_when_its_form_is_bad(string name, string answer, Reason reason, bool mayHeal)
    {
        using var outcome = await Fetching.FetchAnswerAsync(answer);

        Assert.Equal((name, mayHeal), (name, outcome.IsFailed(reason).MayHeal));
    }

    [Theory]
    [InlineData("X: a\r\n b\r\n\tc", "a b c")]
    [InlineData("X: a\0b\rc", "a b c")]
    [InlineData("x:   spaced \t", "spaced")]
    [InlineData("X: one\r\nY: two\r\nX: three", "one, three")]
    public async Task Field_is_read_when_it_is_folded_dangerous_or_repeated(string lines, string value)
    {
        using var outcome = await Fetching.FetchAnswerAsync($"HTTP/1.1 200 OK\r\n{lines}\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(value, outcome.IsFetched().Head.Combined("X"));
    }

    [Fact]
    public async Task Body_is_cut_and_marked_when_it_is_longer_than_the_cap()
    {
        const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";

        using var fits = await Fetching.FetchAnswerAsync(Answer + new string('x', 1000), order: o => o with { MaxBodyBytes = 1000 });
        using var cut = await Fetching.FetchAnswerAsync(Answer + new string('x', 1000), order: o => o with { MaxBodyBytes = 999 });

        Assert.Equal((1000, false), (fits.IsFetched().Body.Length, fits.IsFetched().Truncated));
        Assert.Equal((999, true), (cut.IsFetched().Body.Length, cut.IsFetched().Truncated));
    }

    [Fact]
    public async Task Status_counts_when_the_body_of_an_error_page_breaks_off()
    {
        using var outcome = await Fetching.FetchAnswerAsync("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 500\r\n\r\nhalf");

        Assert.Equal((503, "half", true), (outcome.IsFetched().Status, outcome.IsFetched().Text(), outcome.IsFetched().Truncated));
    }
}
