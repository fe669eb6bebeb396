using System.Collections.Immutable;
using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>Drops session identifiers that stand in path segments: <c>/cart;jsessionid=1A2B?x=y</c>.</summary>
internal static class PathParameters
{
    private static readonly ImmutableArray<byte[]> Names =
        [.. ParameterTable.PathParameters.Select(name => Encoding.ASCII.GetBytes(name + "="))];

    /// <summary>Drops them from the path that ends the output; tells whether there was one.</summary>
    public static bool TryDrop(int start, UrlBuffer output)
    {
        var dropped = false;
        var position = start;
        while (output.Written[position..].IndexOf((byte)';') is >= 0 and var found)
        {
            position += found;
            var bytes = output.Writable;
            var rest = bytes[(position + 1)..];
            if (!IsSession(rest) || IsDotSegmentWithout(bytes, start, position))
            {
                position++;
                continue;
            }
            var length = rest.IndexOfAny((byte)';', (byte)'/');
            var after = length < 0 ? [] : rest[length..];
            after.CopyTo(bytes[position..]);
            output.Length = position + after.Length;
            dropped = true;
        }
        return dropped;
    }

    private static bool IsSession(ReadOnlySpan<byte> text)
    {
        foreach (var name in Names)
        {
            if (text.Length >= name.Length && Ascii.EqualsIgnoreCase(text[..name.Length], name))
                return true;
        }
        return false;
    }

    // "/..;jsessionid=1" would become "/..", which is another page.
    private static bool IsDotSegmentWithout(ReadOnlySpan<byte> bytes, int start, int semicolon)
    {
        var slash = bytes[start..semicolon].LastIndexOf((byte)'/');
        return UrlPath.Dots(bytes[(start + slash + 1)..semicolon]) != 0;
    }
}
