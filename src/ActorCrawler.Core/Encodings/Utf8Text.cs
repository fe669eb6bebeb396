namespace ActorCrawler.Core.Encodings;

/// <summary>A document's text in valid UTF-8. Give it back by disposing it; its bytes must not be used afterwards.</summary>
public sealed class Utf8Text : IDisposable
{
    private byte[]? _pooled;

    internal Utf8Text(ReadOnlyMemory<byte> bytes, byte[]? pooled, long errors)
    {
        Bytes = bytes;
        _pooled = pooled;
        Errors = errors;
    }

    /// <summary>The text, without byte order mark; the document's own memory where that is valid UTF-8 already.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>How many bad sequences became U+FFFD.</summary>
    public long Errors { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_pooled is null)
            return;
        BytePool.Return(_pooled);
        _pooled = null;
        Bytes = default;
    }
}
