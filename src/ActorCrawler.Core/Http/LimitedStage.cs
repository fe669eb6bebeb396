namespace ActorCrawler.Core.Http;

/// <summary>Stops the stage before it at a number of bytes.</summary>
internal sealed class LimitedStage(DecodeStage inner, long maxBytes, long maxDense) : DecodeStage
{
    private readonly long _limit = Math.Min(maxBytes, maxDense);
    private long _left = Math.Min(maxBytes, maxDense);

    public override int Read(Span<byte> destination)
    {
        if (_left == 0)
        {
            // One byte more tells a body of exactly the limit from a larger one.
            Span<byte> probe = stackalloc byte[1];
            var more = Status is DecodeStatus.Complete && inner.Read(probe) > 0;
            Status = !more ? Max(Status, inner.Status) : _limit == maxBytes ? DecodeStatus.TooLarge : DecodeStatus.TooDense;
            return 0;
        }
        if (destination.Length > _left)
            destination = destination[..(int)_left];
        var count = inner.Read(destination);
        _left -= count;
        if (count == 0)
            Status = inner.Status;
        return count;
    }

    public override void Dispose() => inner.Dispose();

    private static DecodeStatus Max(DecodeStatus a, DecodeStatus b) => a > b ? a : b;
}
