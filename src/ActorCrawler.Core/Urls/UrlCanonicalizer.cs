using static ActorCrawler.Core.Urls.CanonicalizationRules;

namespace ActorCrawler.Core.Urls;

/// <summary>
/// Applies a crawl's <see cref="CanonicalizationRules"/> to serialised URLs. Idempotent: a canonical URL is its own canonical form, and
/// its own
/// WHATWG serialisation. Immutable and thread-safe.
/// </summary>
public sealed class UrlCanonicalizer
{
    private readonly CanonicalizationRules _rules;
    private readonly ParameterMatcher _parameters;

    /// <summary>Makes a canonicalizer.</summary>
    /// <param name="settings">The crawl's settings.</param>
    public UrlCanonicalizer(CanonicalizationSettings settings)
    {
        Settings = settings;
        _rules = settings.Rules | DropFragment;
        _parameters = new ParameterMatcher(settings);
    }

    /// <summary>The default rules.</summary>
    public static UrlCanonicalizer Default { get; } = new(CanonicalizationSettings.Default);

    /// <summary>No rule but <see cref="DropFragment"/>: WHATWG serialisation.</summary>
    public static UrlCanonicalizer PlainUrls { get; } = new(CanonicalizationSettings.Default with { Rules = DropFragment });

    /// <summary>What it was made from.</summary>
    public CanonicalizationSettings Settings { get; }

    /// <summary>Canonicalises a URL that the parser serialised.</summary>
    /// <param name="url">The URL, with or without fragment.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="output">Cleared and written to when more than the fragment changes.</param>
    /// <param name="isWritten">Whether <paramref name="output"/> holds the result; else it is the URL without its fragment.</param>
    /// <param name="canonicalParts">The parts of the result.</param>
    /// <returns>The rules that changed something.</returns>
    internal CanonicalizationRules Canonicalize(
        ReadOnlySpan<byte> url, in UrlParts parts, UrlBuffer output, out bool isWritten, out UrlParts canonicalParts)
    {
        var applied = parts.HasFragment ? DropFragment : None;
        canonicalParts = parts with { Length = parts.FragmentStart };
        isWritten = false;
        if (!MayChange(url, parts))
            return applied;
        output.Clear();
        Authority(url, parts, output, ref applied, out var hostStart, out var hostEnd);
        var pathStart = output.Length;
        applied |= Path(parts.Path(url), output);
        var queryStart = output.Length;
        if (parts.HasQuery)
            applied |= Query(parts.Query(url), output);
        isWritten = (applied & ~DropFragment) != 0;
        if (isWritten)
        {
            canonicalParts = new UrlParts(
                parts.IsHttps, parts.Port, hostStart, hostEnd, pathStart, queryStart, output.Length, output.Length);
        }
        return applied;
    }

    /// <summary>A quick look that lets most URLs through untouched.</summary>
    private bool MayChange(ReadOnlySpan<byte> url, in UrlParts parts)
    {
        if (parts.HasCredentials || url[parts.HostEnd - 1] == '.' || (_rules & (DropDefaultDocument | SortParameters)) != 0)
            return true;
        if (url[parts.PathStart..parts.FragmentStart].IndexOf((byte)'%') >= 0 || parts.Path(url).IndexOf((byte)';') >= 0)
            return true;
        return parts.HasQuery && (parts.Query(url).IsEmpty || HasDroppedParameter(parts.Query(url)));
    }

    private bool HasDroppedParameter(ReadOnlySpan<byte> query)
    {
        if (_parameters.IsEmpty)
            return false;
        while (true)
        {
            var ampersand = query.IndexOf((byte)'&');
            if (_parameters.Dropping(ampersand < 0 ? query : query[..ampersand]) != None)
                return true;
            if (ampersand < 0)
                return false;
            query = query[(ampersand + 1)..];
        }
    }

    private void Authority(
        ReadOnlySpan<byte> url, in UrlParts parts, UrlBuffer output, ref CanonicalizationRules applied, out int hostStart, out int hostEnd)
    {
        output.Append(url[..parts.AuthorityStart]);
        if (parts.HasCredentials)
        {
            if ((_rules & DropCredentials) != 0)
                applied |= DropCredentials;
            else
                output.Append(url[parts.AuthorityStart..parts.HostStart]);
        }
        hostStart = output.Length;
        var host = parts.Host(url);
        // One dot only, and never down to nothing: "a.." is no absolute name.
        if ((_rules & DropTrailingHostDot) != 0 && host.Length > 1 && host[^1] == '.' && host[^2] != '.')
        {
            applied |= DropTrailingHostDot;
            host = host[..^1];
        }
        output.Append(host);
        hostEnd = output.Length;
        output.Append(url[parts.HostEnd..parts.PathStart]);
    }

    private CanonicalizationRules Path(ReadOnlySpan<byte> path, UrlBuffer output)
    {
        var start = output.Length;
        var applied = Text(path, output);
        if ((_rules & DropSessionParameters) != 0 && PathParameters.TryDrop(start, output))
            applied |= DropSessionParameters;
        if ((_rules & DropDefaultDocument) != 0 && DefaultDocument.TryDrop(start, output))
            applied |= DropDefaultDocument;
        return applied;
    }

    private CanonicalizationRules Query(ReadOnlySpan<byte> query, UrlBuffer output)
    {
        var mark = output.Length;
        output.Append((byte)'?');
        var applied = Text(query, output);
        if (!_parameters.IsEmpty)
            applied |= Drop(mark, output);
        if ((_rules & SortParameters) != 0 && output.Length > mark && ParameterSorter.TrySort(output.Writable[(mark + 1)..]))
            applied |= SortParameters;
        if (output.Length == mark + 1 && (_rules & DropEmptyQuery) != 0)
        {
            output.Length = mark;
            applied |= DropEmptyQuery;
        }
        return applied;
    }

    /// <summary>Drops parameters in place; with the last one goes the question mark.</summary>
    private CanonicalizationRules Drop(int mark, UrlBuffer output)
    {
        var applied = None;
        var bytes = output.Writable;
        var read = mark + 1;
        var written = mark + 1;
        while (read <= bytes.Length)
        {
            var length = bytes[read..].IndexOf((byte)'&');
            var parameter = length < 0 ? bytes[read..] : bytes.Slice(read, length);
            var rule = _parameters.Dropping(parameter);
            applied |= rule;
            if (rule == None)
            {
                if (written > mark + 1)
                    bytes[written - 1] = (byte)'&';
                parameter.CopyTo(bytes[written..]);
                written += parameter.Length + 1;
            }
            read += parameter.Length + 1;
        }
        if (applied != None)
            output.Length = Math.Max(written - 1, mark);
        return applied;
    }

    private CanonicalizationRules Text(ReadOnlySpan<byte> text, UrlBuffer output)
    {
        if ((_rules & NormalizePercentEncoding) != 0)
            return PercentNormalizer.Append(text, output) ? NormalizePercentEncoding : None;
        output.Append(text);
        return None;
    }
}
