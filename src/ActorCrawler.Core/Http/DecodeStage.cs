namespace ActorCrawler.Core.Http;

/// <summary>One step of decoding, from which the next pulls.</summary>
internal abstract class DecodeStage : IDisposable
{
    /// <summary>What went wrong so far; final once <see cref="Read"/> has returned 0.</summary>
    public DecodeStatus Status { get; protected set; }

    /// <summary>Writes some bytes; 0 at the end (for a destination that is not empty).</summary>
    public abstract int Read(Span<byte> destination);

    public virtual void Dispose()
    {
    }
}
