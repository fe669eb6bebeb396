using ActorCrawler.Core.Encodings;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Sitemaps;

/// <summary>
/// The text of a sitemap in UTF-8: content codings undone, then gzip if the bytes are that (files named .gz come in any guise; once, so that
/// nothing unpacks without end), then decoded.
/// </summary>
internal sealed class Utf8Source : IDisposable
{
    private const int BufferBytes = 16 * 1024;

    /// <summary>What a decoder needs to have free, whatever the caller offers.</summary>
    private readonly byte[] _small = new byte[TextDecoder.LeastOutput];

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly ContentDecoder _decoder;
    private readonly TextDecoder _text;
    private int _start;
    private int _end;
    private bool _bytesEnded;
    private bool _ended;
    private int _smallStart;
    private int _smallEnd;

    public Utf8Source(ReadOnlyMemory<byte> body, ContentCodings.Known codings, string? httpCharset, long maxBytes)
    {
        _decoder = ContentDecoder.OpenFile(body, codings, new DecodeLimits(maxBytes, 0, 0));
        Refill();
        var head = _buffer.AsSpan(0, _end);
        IsXml = LooksLikeXml(head);
        var charset = IsXml ? DetectXml(head, httpCharset) : CharsetDetector.DetectText(head, httpCharset);
        _start = charset.BomLength;
        _text = new TextDecoder(charset.Encoding);
    }

    /// <summary>Whether the first character is an angle bracket.</summary>
    public bool IsXml { get; }

    /// <summary>How undoing the compression went.</summary>
    public DecodeStatus Status => _decoder.Status;

    /// <summary>Writes some text; 0 at the end.</summary>
    public int Read(Span<byte> destination)
    {
        if (_smallStart == _smallEnd && destination.Length < TextDecoder.LeastOutput)
        {
            _smallStart = 0;
            _smallEnd = Decode(_small);
        }
        if (_smallStart == _smallEnd)
            return Decode(destination);
        var count = Math.Min(destination.Length, _smallEnd - _smallStart);
        _small.AsSpan(_smallStart, count).CopyTo(destination);
        _smallStart += count;
        return count;
    }

    public void Dispose() => _decoder.Dispose();

    private static bool LooksLikeXml(ReadOnlySpan<byte> head)
    {
        foreach (var b in head)
        {
            // Byte order marks, the zeros of UTF-16, and white space say nothing.
            if (b is 0xEF or 0xBB or 0xBF or 0xFE or 0xFF or 0 or (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
                continue;
            return b == '<';
        }
        return false;
    }

    /// <summary>White space before the XML declaration is an error that is easily forgiven.</summary>
    private static CharsetDecision DetectXml(ReadOnlySpan<byte> head, string? httpCharset)
    {
        var charset = CharsetDetector.DetectXml(head, httpCharset);
        return charset.Source == CharsetSource.Fallback ? CharsetDetector.DetectXml(head.TrimStart(" \t\r\n"u8), httpCharset) : charset;
    }

    private int Decode(Span<byte> destination)
    {
        while (!_ended)
        {
            if (_start == _end && !_bytesEnded)
                Refill();
            _ended = _text.Decode(_buffer.AsSpan(_start, _end - _start), destination, _bytesEnded, out var consumed, out var written) && _bytesEnded;
            _start += consumed;
            if (written > 0)
                return written;
        }
        return 0;
    }

    private void Refill()
    {
        (_start, _end) = (0, 0);
        while (_end < BufferBytes && !_bytesEnded)
        {
            var read = _decoder.Read(_buffer.AsSpan(_end));
            _bytesEnded = read == 0;
            _end += read;
        }
    }
}
