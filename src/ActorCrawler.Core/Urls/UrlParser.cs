using System.Buffers;
using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// The WHATWG URL parser (https://url.spec.whatwg.org, section 4.4) for http and https, from UTF-8 straight to the serialised URL. The
/// standard's state machine goes character by character; here each state takes what is its own with vectorised searches, and the
/// standard's order of states is the order of calls. Not thread-safe: it keeps scratch buffers.
/// </summary>
internal sealed class UrlParser
{
    private static readonly SearchValues<byte> AuthorityEnd = SearchValues.Create("/\\?#"u8);
    private static readonly SearchValues<byte> TabOrNewline = SearchValues.Create("\t\n\r"u8);

    private readonly UrlBuffer _withoutNewlines = new();
    private readonly HostParser _hosts = new();

    /// <summary>Parses a text and writes its serialisation.</summary>
    /// <param name="input">UTF-8; ill-formed sequences count as U+FFFD.</param>
    /// <param name="baseUrl">A serialised http(s) URL, or empty. Not part of <paramref name="output"/>.</param>
    /// <param name="baseParts">The parts of <paramref name="baseUrl"/>.</param>
    /// <param name="encoding">The document's encoding, for the query; null means UTF-8.</param>
    /// <param name="output">Cleared and written to; of no use after an error.</param>
    /// <param name="parts">The parts of what was written.</param>
    public UrlError Parse(
        ReadOnlySpan<byte> input, ReadOnlySpan<byte> baseUrl, in UrlParts baseParts, QueryEncoder? encoding, UrlBuffer output,
        out UrlParts parts)
    {
        parts = default;
        output.Clear();
        input = Clean(input);
        var scheme = SchemeLength(input);
        if (scheme < 0)
        {
            if (baseUrl.IsEmpty)
                return input.IsEmpty ? UrlError.Empty : UrlError.RelativeWithoutBase;
            return Relative(input, baseUrl, baseParts, encoding, output, out parts);
        }
        if (!IsHttp(input[..scheme], out var isHttps))
            return UrlError.NotHttp;
        var rest = input[(scheme + 1)..];
        if (!baseUrl.IsEmpty && baseParts.IsHttps == isHttps && !rest.StartsWith("//"u8))
            return Relative(rest, baseUrl, baseParts, encoding, output, out parts);
        return Authority(rest, isHttps, baseUrl, baseParts, encoding, output, out parts);
    }

    /// <summary>Whether the text starts with a scheme; the standard's scheme start state and scheme state.</summary>
    private static int SchemeLength(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty || !char.IsAsciiLetter((char)input[0]))
            return -1;
        for (var i = 1; i < input.Length; i++)
        {
            var c = (char)input[i];
            if (c == ':')
                return i;
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
                return -1;
        }
        return -1;
    }

    private static bool IsHttp(ReadOnlySpan<byte> scheme, out bool isHttps)
    {
        isHttps = scheme.Length == 5;
        return Ascii.EqualsIgnoreCase(scheme, "http"u8) || Ascii.EqualsIgnoreCase(scheme, "https"u8);
    }

    private UrlError Relative(
        ReadOnlySpan<byte> input, ReadOnlySpan<byte> baseUrl, in UrlParts baseParts, QueryEncoder? encoding, UrlBuffer output,
        out UrlParts parts)
    {
        var pathEnd = -1;
        var queryEnd = -1;
        if (input.IsEmpty || input[0] is (byte)'#')
        {
            output.Append(baseUrl[..baseParts.FragmentStart]);
            pathEnd = baseParts.QueryStart;
            queryEnd = baseParts.FragmentStart;
        }
        else if (input[0] is (byte)'?')
        {
            output.Append(baseUrl[..baseParts.QueryStart]);
            pathEnd = baseParts.QueryStart;
        }
        else if (UrlPath.IsSlash(input[0]))
        {
            if (input.Length > 1 && UrlPath.IsSlash(input[1]))
                return Authority(input, baseParts.IsHttps, baseUrl, baseParts, encoding, output, out parts);
            output.Append(baseUrl[..baseParts.PathStart]);
        }
        else
        {
            // The base's path without its last segment; its slash is written again with the next segment.
            output.Append(baseUrl[..(baseParts.PathStart + baseParts.Path(baseUrl).LastIndexOf((byte)'/'))]);
        }
        if (pathEnd < 0)
        {
            input = input[UrlPath.Write(input, baseParts.PathStart, output)..];
            pathEnd = output.Length;
        }
        if (queryEnd < 0)
            input = Query(input, encoding, output);
        queryEnd = queryEnd < 0 ? output.Length : queryEnd;
        Fragment(input, output);
        parts = baseParts with { QueryStart = pathEnd, FragmentStart = queryEnd, Length = output.Length };
        return UrlError.None;
    }

    private UrlError Authority(
        ReadOnlySpan<byte> input, bool isHttps, ReadOnlySpan<byte> baseUrl, in UrlParts baseParts, QueryEncoder? encoding, UrlBuffer output,
        out UrlParts parts)
    {
        parts = default;
        while (!input.IsEmpty && UrlPath.IsSlash(input[0]))
            input = input[1..];
        var end = input.IndexOfAny(AuthorityEnd);
        var authority = end < 0 ? input : input[..end];
        input = input[authority.Length..];
        output.Append(isHttps ? "https://"u8 : "http://"u8);
        var at = authority.LastIndexOf((byte)'@');
        if (at >= 0)
            Credentials(authority[..at], output);
        var hostAndPort = authority[(at + 1)..];
        var hostStart = output.Length;
        int hostEnd;
        int port;
        if (!baseUrl.IsEmpty && baseParts.IsHttps == isHttps && hostAndPort.SequenceEqual(baseParts.HostAndPort(baseUrl)))
        {
            // The page's own host, by far the most frequent: a serialised host parses to itself.
            output.Append(hostAndPort);
            hostEnd = hostStart + (baseParts.HostEnd - baseParts.HostStart);
            port = baseParts.Port;
        }
        else
        {
            if (HostAndPort(hostAndPort, isHttps, output, out hostEnd, out port) is not UrlError.None and var error)
                return error;
        }
        var pathStart = output.Length;
        input = input[UrlPath.Write(input, pathStart, output)..];
        var queryStart = output.Length;
        input = Query(input, encoding, output);
        var fragmentStart = output.Length;
        Fragment(input, output);
        parts = new UrlParts(isHttps, port, hostStart, hostEnd, pathStart, queryStart, fragmentStart, output.Length);
        return UrlError.None;
    }

    private static void Credentials(ReadOnlySpan<byte> credentials, UrlBuffer output)
    {
        var colon = credentials.IndexOf((byte)':');
        var name = colon < 0 ? credentials : credentials[..colon];
        var password = colon < 0 ? [] : credentials[(colon + 1)..];
        if (name.IsEmpty && password.IsEmpty)
            return;
        PercentEncodeSet.Encode(name, PercentEncodeSet.UserInfoKept, output);
        if (!password.IsEmpty)
        {
            output.Append((byte)':');
            PercentEncodeSet.Encode(password, PercentEncodeSet.UserInfoKept, output);
        }
        output.Append((byte)'@');
    }

    private UrlError HostAndPort(ReadOnlySpan<byte> text, bool isHttps, UrlBuffer output, out int hostEnd, out int port)
    {
        hostEnd = 0;
        port = isHttps ? 443 : 80;
        var colon = PortColon(text);
        var host = colon < 0 ? text : text[..colon];
        if (host.IsEmpty)
            return UrlError.HostMissing;
        if (_hosts.Parse(host, output) is not UrlError.None and var error)
            return error;
        hostEnd = output.Length;
        return colon < 0 ? UrlError.None : Port(text[(colon + 1)..], ref port, output);
    }

    /// <summary>The first colon that is not within brackets.</summary>
    private static int PortColon(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf((byte)'[') < 0)
            return text.IndexOf((byte)':');
        var inside = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '[')
                inside = true;
            else if (text[i] == ']')
                inside = false;
            else if (text[i] == ':' && !inside)
                return i;
        }
        return -1;
    }

    private static UrlError Port(ReadOnlySpan<byte> digits, ref int port, UrlBuffer output)
    {
        if (digits.IsEmpty)
            return UrlError.None;
        var value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
                return UrlError.PortInvalid;
            value = value * 10 + (digit - '0');
            if (value > ushort.MaxValue)
                return UrlError.PortInvalid;
        }
        if (value == port)
            return UrlError.None;
        port = value;
        var room = output.Extend(6);
        room[0] = (byte)':';
        value.TryFormat(room[1..], out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        output.Length -= 5 - written;
        return UrlError.None;
    }

    /// <summary>Writes the query when the input starts with one, and returns what is left.</summary>
    private static ReadOnlySpan<byte> Query(ReadOnlySpan<byte> input, QueryEncoder? encoding, UrlBuffer output)
    {
        if (input.IsEmpty || input[0] != '?')
            return input;
        var end = input.IndexOf((byte)'#');
        var query = end < 0 ? input[1..] : input[1..end];
        output.Append((byte)'?');
        if (encoding is not null && encoding.Concerns(query))
            encoding.Encode(query, output);
        else
            PercentEncodeSet.Encode(query, PercentEncodeSet.QueryKept, output);
        return input[(query.Length + 1)..];
    }

    private static void Fragment(ReadOnlySpan<byte> input, UrlBuffer output)
    {
        if (input.IsEmpty)
            return;
        output.Append((byte)'#');
        PercentEncodeSet.Encode(input[1..], PercentEncodeSet.FragmentKept, output);
    }

    /// <summary>Without C0 controls and spaces at both ends, and without tabs and newlines anywhere.</summary>
    private ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> input)
    {
        while (!input.IsEmpty && input[0] <= ' ')
            input = input[1..];
        while (!input.IsEmpty && input[^1] <= ' ')
            input = input[..^1];
        if (input.IndexOfAny(TabOrNewline) < 0)
            return input;
        _withoutNewlines.Clear();
        while (true)
        {
            var next = input.IndexOfAny(TabOrNewline);
            if (next < 0)
            {
                _withoutNewlines.Append(input);
                return _withoutNewlines.Written;
            }
            _withoutNewlines.Append(input[..next]);
            input = input[(next + 1)..];
        }
    }
}
