namespace ActorCrawler.Core.Http;

/// <summary>The body as received.</summary>
internal sealed class MemoryStage(ReadOnlyMemory<byte> body) : DecodeStage
{
    public override int Read(Span<byte> destination)
    {
        var count = Math.Min(destination.Length, body.Length);
        body.Span[..count].CopyTo(destination);
        body = body[count..];
        return count;
    }
}
