using System.Buffers;

namespace ActorCrawler.Core.Urls;

/// <summary>The path start state and path state of the URL standard, for http and https.</summary>
internal static class UrlPath
{
    private static readonly SearchValues<byte> PathEnd = SearchValues.Create("?#"u8);

    public static bool IsSlash(byte c) => c is (byte)'/' or (byte)'\\';

    /// <summary>Writes the path and returns how many bytes of the input it took.</summary>
    /// <param name="input">From the path's first slash or segment on.</param>
    /// <param name="pathStart">Where the path starts in the output; segments of the base may stand there.</param>
    /// <param name="output">Every segment is written behind a slash.</param>
    public static int Write(ReadOnlySpan<byte> input, int pathStart, UrlBuffer output)
    {
        var clean = input.IndexOfAnyExcept(PercentEncodeSet.PathKept);
        if (clean < 0)
            clean = input.Length;
        if (clean == input.Length || input[clean] is (byte)'?' or (byte)'#')
        {
            var path = input[..clean];
            if (!MayHaveDotSegment(path))
            {
                if (path.IsEmpty || path[0] != '/')
                    output.Append((byte)'/');
                output.Append(path);
                return clean;
            }
        }
        return Segments(input, pathStart, output);
    }

    private static bool MayHaveDotSegment(ReadOnlySpan<byte> path) =>
        (!path.IsEmpty && (path[0] == '.' || path[0] == '%')) || path.IndexOf("/."u8) >= 0 || path.IndexOf("/%"u8) >= 0;

    private static int Segments(ReadOnlySpan<byte> input, int pathStart, UrlBuffer output)
    {
        var end = input.IndexOfAny(PathEnd);
        var path = end < 0 ? input : input[..end];
        var position = !path.IsEmpty && IsSlash(path[0]) ? 1 : 0;
        while (true)
        {
            var length = path[position..].IndexOfAny((byte)'/', (byte)'\\');
            var isLast = length < 0;
            var segment = isLast ? path[position..] : path.Slice(position, length);
            var dots = Dots(segment);
            if (dots == 0)
            {
                output.Append((byte)'/');
                PercentEncodeSet.Encode(segment, PercentEncodeSet.PathKept, output);
            }
            else
            {
                if (dots == 2)
                    output.Length = pathStart + Math.Max(0, output.Written[pathStart..].LastIndexOf((byte)'/'));
                if (isLast)
                    output.Append((byte)'/');
            }
            if (isLast)
                return path.Length;
            position += length + 1;
        }
    }

    /// <summary>1 for a single-dot segment, 2 for a double-dot one, else 0; <c>%2e</c> counts as a dot.</summary>
    public static int Dots(ReadOnlySpan<byte> segment)
    {
        var dots = 0;
        while (!segment.IsEmpty)
        {
            if (segment[0] == '.')
                segment = segment[1..];
            else if (segment.Length >= 3 && segment[0] == '%' && segment[1] == '2' && (segment[2] | 0x20) == 'e')
                segment = segment[3..];
            else
                return 0;
            if (++dots > 2)
                return 0;
        }
        return dots;
    }
}
