using System.Buffers;
using System.Text;
using ActorCrawler.Core.Urls.Idna;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// The host parser of the URL standard (section 3.5) for http and https. A domain that is ASCII is only lowered, since 2026 also one with
/// <c>xn--</c> labels that are no valid punycode ("domain to ASCII", whatwg/url#914: the web has such names). Not thread-safe: it keeps
/// scratch buffers.
/// </summary>
internal sealed class HostParser
{
    /// <summary>No name in the DNS has more than 253 characters; the bound keeps the normalisation of hostile hosts cheap.</summary>
    private const int MaxBytes = 4096;

    /// <summary>ASCII without the forbidden domain code points of the standard; upper case is included and lowered.</summary>
    private static readonly SearchValues<byte> DomainKept = SearchValues.Create(
        Enumerable.Range('!', 0x7F - '!').Where(c => !"#/:<>?@[\\]^|%".Contains((char)c)).Select(c => (byte)c).ToArray());

    private readonly UrlBuffer _decoded = new();
    private readonly DomainToAscii _idna = new();

    /// <summary>Appends the serialised host.</summary>
    /// <param name="host">UTF-8, not empty.</param>
    /// <param name="output">Of no use after an error.</param>
    public UrlError Parse(ReadOnlySpan<byte> host, UrlBuffer output)
    {
        if (host.Length > MaxBytes)
            return UrlError.HostTooLong;
        if (host[0] == '[')
            return host[^1] == ']' && Ipv6Host.TryParse(host[1..^1], output) ? UrlError.None : UrlError.HostInvalidIpv6;
        var start = output.Length;
        if (host.IndexOfAnyExcept(DomainKept) < 0)
        {
            Ascii.ToLower(host, output.Extend(host.Length), out _);
        }
        else
        {
            PercentDecode(host);
            if (Ascii.IsValid(_decoded.Written))
                Ascii.ToLower(_decoded.Written, output.Extend(_decoded.Length), out _);
            else if (!_idna.TryConvert(_decoded.Written, output))
                return UrlError.HostInvalidDomain;
            if (output.Written[start..].IndexOfAnyExcept(DomainKept) >= 0)
                return UrlError.HostForbiddenCharacter;
        }
        return Ipv4Host.EndsInNumber(output.Written[start..]) ? Ipv4(start, output) : UrlError.None;
    }

    private static UrlError Ipv4(int start, UrlBuffer output)
    {
        if (!Ipv4Host.TryParse(output.Written[start..], out var address))
            return UrlError.HostInvalidIpv4;
        output.Length = start;
        Ipv4Host.Write(address, output);
        return UrlError.None;
    }

    private void PercentDecode(ReadOnlySpan<byte> host)
    {
        _decoded.Clear();
        while (true)
        {
            var percent = host.IndexOf((byte)'%');
            if (percent < 0)
            {
                _decoded.Append(host);
                return;
            }
            _decoded.Append(host[..percent]);
            host = host[percent..];
            if (PercentTriplet.TryDecode(host, out var value))
            {
                _decoded.Append(value);
                host = host[3..];
            }
            else
            {
                _decoded.Append((byte)'%');
                host = host[1..];
            }
        }
    }
}
