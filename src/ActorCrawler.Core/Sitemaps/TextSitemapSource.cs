namespace ActorCrawler.Core.Sitemaps;

/// <summary>A sitemap of one URL a line.</summary>
internal sealed class TextSitemapSource : SitemapSource
{
    private readonly Utf8Source _source;
    private readonly byte[] _buffer;
    private int _start;
    private int _end;
    private int _lineLength;
    private bool _sourceEnded;

    public TextSitemapSource(Utf8Source source, int maxUrlBytes)
    {
        _source = source;
        _buffer = new byte[Math.Max(4 * maxUrlBytes, 16 * 1024)];
        Format = SitemapFormat.Text;
        Item = new SitemapItem { Url = "", Kind = SitemapItemKind.Page };
    }

    public override ReadOnlySpan<byte> Url => _buffer.AsSpan(_start, _lineLength);

    /// <summary>Blank lines are no items. A line longer than the buffer is met in pieces, none of which is a URL but perhaps the first.</summary>
    public override bool Read()
    {
        while (true)
        {
            _start += _lineLength;
            _lineLength = 0;
            while (_start < _end && _buffer[_start] is (byte)'\r' or (byte)'\n')
                _start++;
            if (_start == _end && !Fill())
                return false;
            var end = _buffer.AsSpan(_start, _end - _start).IndexOfAny((byte)'\r', (byte)'\n');
            while (end < 0 && Fill())
                end = _buffer.AsSpan(_start, _end - _start).IndexOfAny((byte)'\r', (byte)'\n');
            _lineLength = end < 0 ? _end - _start : end;
            if (!Url.Trim(" \t\r\n"u8).IsEmpty)
                return true;
        }
    }

    /// <summary>Adds to the buffer; false when it is full or there is no more.</summary>
    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_sourceEnded || _end == _buffer.Length)
            return false;
        var read = _source.Read(_buffer.AsSpan(_end));
        _sourceEnded = read == 0;
        _end += read;
        return read > 0;
    }
}
