namespace ActorCrawler.Core.Http;

/// <summary>
/// Undoes the content codings of a body, in blocks as they are asked for, within limits: a body that would inflate to gigabytes costs no more
/// than its limit. Stages pull from one another, so stacked codings hold one small buffer each.
/// </summary>
public sealed class ContentDecoder : IDisposable
{
    /// <summary>What keeps the last stage from needing a buffer of its own.</summary>
    private const int LeastFree = InflateStage.CallBytes;

    /// <summary>Bodies that inflate to more are measured before memory is taken for them, which is more than the pool has arrays for.</summary>
    private const int MeasuredFrom = 1 << 20;

    private readonly DecodeStage[] _stages;

    private ContentDecoder(DecodeStage[] stages) => _stages = stages;

    /// <summary>How it went: the innermost stage that did not end well names it. Final once <see cref="Read"/> has returned 0.</summary>
    public DecodeStatus Status
    {
        get
        {
            foreach (var stage in _stages)
            {
                if (stage.Status != DecodeStatus.Complete)
                    return stage.Status;
            }
            return DecodeStatus.Complete;
        }
    }

    /// <summary>Starts to decode.</summary>
    /// <param name="body">The body as received.</param>
    /// <param name="codings">Its codings.</param>
    /// <param name="limits">What decoding may come to. Each stage is held to them.</param>
    public static ContentDecoder Open(ReadOnlyMemory<byte> body, ContentCodings.Known codings, in DecodeLimits limits) =>
        Open(body, codings, limits, isFile: false);

    /// <summary>
    /// Starts to decode a body that may be a gzip file itself, beside its content codings: one more layer is undone when the bytes start like one.
    /// </summary>
    /// <param name="body">The body as received.</param>
    /// <param name="codings">Its codings.</param>
    /// <param name="limits">What decoding may come to.</param>
    public static ContentDecoder OpenFile(ReadOnlyMemory<byte> body, ContentCodings.Known codings, in DecodeLimits limits) =>
        Open(body, codings, limits, isFile: true);

    /// <inheritdoc/>
    public void Dispose() => _stages[^1].Dispose();

    /// <summary>
    /// Decodes a whole body into pooled memory, or hands the body itself out where there is nothing to undo. What inflates to much is inflated twice, first
    /// to see to how much: a body beyond its limits then costs no memory, and only its beginning is handed out.
    /// </summary>
    /// <param name="body">The body as received.</param>
    /// <param name="codings">Its codings.</param>
    /// <param name="limits">What decoding may come to.</param>
    public static DecodedBody DecodeAll(ReadOnlyMemory<byte> body, ContentCodings.Known codings, in DecodeLimits limits)
    {
        if (codings.Applied.Count == 0)
        {
            return body.Length <= limits.MaxBytes
                ? new DecodedBody(body, null, DecodeStatus.Complete)
                : new DecodedBody(body[..(int)limits.MaxBytes], null, DecodeStatus.TooLarge);
        }
        using var decoder = Open(body, codings, limits);
        var buffer = BytePool.Rent((int)Math.Clamp(body.Length * 6L, LeastFree, 1 << 20));
        var used = 0;
        while (true)
        {
            var count = decoder.Read(buffer.AsSpan(used));
            if (count == 0)
                return new DecodedBody(buffer.AsMemory(0, used), buffer, decoder.Status);
            used += count;
            if (buffer.Length - used >= LeastFree)
                continue;
            if (used >= MeasuredFrom - LeastFree)
                return DecodeLarge(decoder, buffer, used, body, codings, limits);
            buffer = Grow(buffer, used);
        }
    }

    /// <summary>Writes decoded bytes; 0 at the end, or for an empty destination.</summary>
    public int Read(Span<byte> destination) => destination.IsEmpty ? 0 : _stages[^1].Read(destination);

    private static ContentDecoder Open(ReadOnlyMemory<byte> body, ContentCodings.Known codings, in DecodeLimits limits, bool isFile)
    {
        var dense = limits.MaxRatio == 0 ? long.MaxValue : Math.Max(limits.RatioFreeBytes, body.Length * (long)limits.MaxRatio);
        DecodeStage stage = new MemoryStage(body);
        var stages = new List<DecodeStage>(codings.Applied.Count * 2);
        for (var i = codings.Applied.Count - 1; i >= 0; i--)
        {
            stage = codings.Applied[i] switch
            {
                ContentCoding.Gzip => new GzipStage(stage),
                ContentCoding.Deflate => new DeflateStage(stage),
                ContentCoding.Brotli => new BrotliStage(stage),
                _ => throw new ArgumentOutOfRangeException(nameof(codings), codings.Applied[i], "No such coding."),
            };
            stages.Add(stage);
            stage = new LimitedStage(stage, limits.MaxBytes, dense);
            stages.Add(stage);
        }
        if (isFile)
        {
            stages.Add(stage = new GzipStage(stage, isOptional: true));
            stages.Add(stage = new LimitedStage(stage, limits.MaxBytes, dense));
        }
        if (stages.Count == 0)
            stages.Add(new LimitedStage(stage, limits.MaxBytes, long.MaxValue));
        return new ContentDecoder([.. stages]);
    }

    /// <summary>Goes on with a body of which that much has been decoded.</summary>
    private static DecodedBody DecodeLarge(
        ContentDecoder decoder, byte[] begin, int decoded, ReadOnlyMemory<byte> body, ContentCodings.Known codings, in DecodeLimits limits)
    {
        var length = decoded + decoder.Drain();
        if (decoder.Status is DecodeStatus.TooLarge or DecodeStatus.TooDense)
            return new DecodedBody(begin.AsMemory(0, decoded), begin, decoder.Status);
        BytePool.Return(begin);
        var whole = BytePool.Rent(length);
        using var again = Open(body, codings, limits);
        var used = 0;
        for (int count; used < length && (count = again.Read(whole.AsSpan(used, length - used))) > 0;)
            used += count;
        return new DecodedBody(whole.AsMemory(0, used), whole, decoder.Status);
    }

    /// <summary>Decodes what is left and counts it.</summary>
    private int Drain()
    {
        var scratch = BytePool.Rent(LeastFree);
        var total = 0;
        for (int count; (count = Read(scratch)) > 0;)
            total += count;
        BytePool.Return(scratch);
        return total;
    }

    private static byte[] Grow(byte[] buffer, int used)
    {
        var larger = BytePool.Rent(used * 2);
        buffer.AsSpan(0, used).CopyTo(larger);
        BytePool.Return(buffer);
        return larger;
    }
}
