using System.Globalization;
using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Http.Connections;

/// <summary>
/// What SocketsHttpHandler is told of a response head: where the body ends and whether the connection may be used again. All else it would
/// only reject (it is stricter than browsers with fields that do not matter) or make objects of that nobody looks at.
/// </summary>
internal static class FramingHead
{
    /// <summary>Writes the head for the handler.</summary>
    /// <param name="head">The head as received.</param>
    /// <param name="keep">Whether the connection may be used again if the host allows it.</param>
    /// <param name="proxied">Whether the answer may be a proxy's, whose challenges the handler answers.</param>
    /// <exception cref="FetchException">The head contradicts itself about the body's length, or changes the protocol.</exception>
    public static byte[] Write(ResponseHead head, bool keep, bool proxied)
    {
        if (head.Status == 101)
            throw new FetchException(Reason.Protocol, "the server switches to another protocol unasked", mayHeal: false);
        var old = head.Protocol is not ("HTTP/1.1" or "HTTP/1.2" or "HTTP/2" or "HTTP/2.0");
        var close = !keep;
        var framing = "";
        List<string> codings = head.Has("Transfer-Encoding") ? [.. HeaderValues.Split(head.All("Transfer-Encoding")).Where(coding => coding.Length > 0 && !Is(coding, "identity"))] : [];
        var hasLength = head.Has("Content-Length");
        if (codings.Count > 0)
        {
            // RFC 9112 section 6.3: chunked counts when it is the last coding, else the body ends with the connection; a length beside it is
            // ignored, and the connection not used again, because somebody on the way may have counted otherwise.
            if (Is(codings[^1], "chunked"))
                framing = "Transfer-Encoding: chunked\r\n";
            else
                close = true;
            close |= hasLength;
        }
        else if (hasLength)
        {
            if (!ContentLength.TryExtract(head.All("Content-Length"), out var length))
                throw new FetchException(Reason.Protocol, $"the answer has conflicting lengths: Content-Length {head.Combined("Content-Length")}", mayHeal: true);
            if (length is { } bytes)
                framing = string.Create(CultureInfo.InvariantCulture, $"Content-Length: {bytes}\r\n");
        }
        var connection = "";
        if (head.Has("Connection"))
        {
            var options = HeaderValues.Split(head.All("Connection"));
            close |= options.Any(option => Is(option, "close"));
            if (options.Any(option => Is(option, "keep-alive")))
                connection = "Connection: keep-alive\r\n";
        }
        if (close)
            connection = "Connection: close\r\n";
        var keepAlive = head.First("Keep-Alive") is { } value && IsPlain(value) ? $"Keep-Alive: {value}\r\n" : "";
        var challenges = proxied && head.Status == 407
            ? string.Concat(head.All("Proxy-Authenticate").Where(IsPlain).Select(challenge => $"Proxy-Authenticate: {challenge}\r\n"))
            : "";
        return Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{(old ? "HTTP/1.0" : "HTTP/1.1")} {head.Status:000}\r\n{framing}{connection}{keepAlive}{challenges}\r\n"));
    }

    private static bool Is(string value, string expected) => value.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static bool IsPlain(string value) => value.All(c => c is >= ' ' and <= '~');
}
