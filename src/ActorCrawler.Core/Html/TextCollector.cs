namespace ActorCrawler.Core.Html;

/// <summary>
/// Collects an element's text with white space stripped and collapsed as <c>document.title</c> does (HTML standard, "strip and collapse ASCII
/// whitespace"), up to a number of bytes.
/// </summary>
internal sealed class TextCollector
{
    private byte[] _bytes = new byte[256];
    private int _length;
    private int _limit;
    private bool _spacePending;

    /// <summary>Whether it is collecting.</summary>
    public bool IsActive { get; private set; }

    /// <summary>Starts on an element; <paramref name="limit"/> is the most bytes kept.</summary>
    public void Start(int limit)
    {
        _length = 0;
        _limit = limit;
        _spacePending = false;
        IsActive = true;
    }

    /// <summary>Adds text; NUL is dropped, as the tree builder does.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var stop = text.IndexOfAny(HtmlBytes.SpaceAndNul);
            if (stop != 0)
            {
                AppendWord(stop < 0 ? text : text[..stop]);
                if (stop < 0)
                    return;
            }
            _spacePending |= text[stop] != 0;
            text = text[(stop + 1)..];
        }
    }

    /// <summary>Adds the gap that an element leaves between two words (<c>br</c>, blocks, cells).</summary>
    public void Separate() => _spacePending = true;

    /// <summary>Ends it and gives the text, valid until the next start.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        IsActive = false;
        return _bytes.AsSpan(0, _length);
    }

    private void AppendWord(ReadOnlySpan<byte> word)
    {
        if (_spacePending && _length > 0)
            AppendBytes(" "u8);
        _spacePending = false;
        AppendBytes(word);
    }

    private void AppendBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _limit - _length)
        {
            bytes = CutAtCharacter(bytes, _limit - _length);
            _limit = _length + bytes.Length;
        }
        while (bytes.Length > _bytes.Length - _length)
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>The longest beginning of a UTF-8 text that has no more than so many bytes and splits no character.</summary>
    public static ReadOnlySpan<byte> CutAtCharacter(ReadOnlySpan<byte> text, int length)
    {
        if (text.Length <= length)
            return text;
        while (length > 0 && (text[length] & 0xC0) == 0x80)
            length--;
        return text[..length];
    }
}
