namespace Akka.Remote;

/// <summary>What waits to be written to one peer: urgent frames first, then the others in order, up to a number of bytes. Not thread-safe.</summary>
internal sealed class OutboundQueue(long limit)
{
    private readonly Queue<OutboundFrame> _urgent = new();
    private readonly Queue<OutboundFrame> _ordinary = new();
    private long _bytes;

    public bool IsEmpty => _urgent.Count + _ordinary.Count == 0;

    /// <returns>False when there is no room. The runtime's own few messages are always taken: they tell actors that others are gone.</returns>
    public bool TryAdd(in OutboundFrame frame, bool urgent)
    {
        if (frame.Kind == FrameKind.Message && !urgent && _bytes + frame.Size > limit) return false;
        _bytes += frame.Size;
        (urgent ? _urgent : _ordinary).Enqueue(frame);
        return true;
    }

    public bool TryTake(out OutboundFrame frame)
    {
        if (!_urgent.TryDequeue(out frame) && !_ordinary.TryDequeue(out frame)) return false;
        _bytes -= frame.Size;
        return true;
    }
}
