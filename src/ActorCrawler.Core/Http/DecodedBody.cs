namespace ActorCrawler.Core.Http;

/// <summary>A body whose content codings were undone. Give it back by disposing it; its bytes must not be used afterwards.</summary>
public sealed class DecodedBody : IDisposable
{
    private byte[]? _pooled;

    internal DecodedBody(ReadOnlyMemory<byte> bytes, byte[]? pooled, DecodeStatus status)
    {
        Bytes = bytes;
        _pooled = pooled;
        Status = status;
    }

    /// <summary>What was decoded.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Whether it is all, and all right.</summary>
    public DecodeStatus Status { get; }

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
