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
    /// <summary>Longer than any head written here, unless there are fields for a proxy.</summary>
    public const int UsualLength = 128;

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
        var text = new StringBuilder(UsualLength);
        text.Append(old ? "HTTP/1.0 " : "HTTP/1.1 ").Append(head.Status.ToString("000", CultureInfo.InvariantCulture)).Append("\r\n");

        var close = !keep;
        var codings = HeaderValues.Split(head.All("Transfer-Encoding")).Where(coding => coding.Length > 0 && !Is(coding, "identity")).ToList();
        var hasLength = head.First("Content-Length") is not null;
        if (codings.Count > 0)
        {
            // RFC 9112 section 6.3: chunked counts when it is the last coding, else the body ends with the connection; a length beside it is
            // ignored, and the connection not used again, because somebody on the way may have counted otherwise.
            if (Is(codings[^1], "chunked"))
                text.Append("Transfer-Encoding: chunked\r\n");
            else
                close = true;
            close |= hasLength;
        }
        else if (hasLength)
        {
            if (!ContentLength.TryExtract(head.All("Content-Length"), out var length))
                throw new FetchException(Reason.Protocol, $"the answer has conflicting lengths: Content-Length {head.Combined("Content-Length")}", mayHeal: true);
            if (length is { } bytes)
                text.Append("Content-Length: ").Append(bytes.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
        }
        if (head.First("Connection") is not null)
        {
            var options = HeaderValues.Split(head.All("Connection"));
            close |= options.Any(option => Is(option, "close"));
            if (!close && options.Any(option => Is(option, "keep-alive")))
                text.Append("Connection: keep-alive\r\n");
        }
        if (close)
            text.Append("Connection: close\r\n");
        if (head.First("Keep-Alive") is { } keepAlive && IsPlain(keepAlive))
            text.Append("Keep-Alive: ").Append(keepAlive).Append("\r\n");
        if (proxied && head.Status == 407)
        {
            foreach (var challenge in head.All("Proxy-Authenticate").Where(IsPlain))
                text.Append("Proxy-Authenticate: ").Append(challenge).Append("\r\n");
        }
        return Encoding.ASCII.GetBytes(text.Append("\r\n").ToString());
    }

    private static bool Is(string value, string expected) => value.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static bool IsPlain(string value) => value.All(c => c is >= ' ' and <= '~');
}
