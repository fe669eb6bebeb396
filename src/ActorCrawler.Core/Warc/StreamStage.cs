using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Warc;

/// <summary>A stream as the first stage of decoding.</summary>
internal sealed class StreamStage(Stream stream) : DecodeStage
{
    public override int Read(Span<byte> destination) => stream.Read(destination);
}
