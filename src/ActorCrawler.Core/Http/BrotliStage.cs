using System.Buffers;
using System.IO.Compression;

namespace ActorCrawler.Core.Http;

/// <summary>The br coding (RFC 7932). What follows the end of its stream is ignored.</summary>
internal sealed class BrotliStage(DecodeStage source) : DecodeStage
{
    private readonly StageBuffer _input = new(source);
    private BrotliDecoder _decoder;
    private bool _started;
    private bool _ended;

    public override int Read(Span<byte> destination)
    {
        while (!_ended)
        {
            var available = _input.Peek(1);
            if (available.IsEmpty && !_started)
                break;
            _started = true;
            var result = _decoder.Decompress(available, destination, out var consumed, out var written);
            _input.Skip(consumed);
            _ended = result is OperationStatus.Done or OperationStatus.InvalidData;
            if (result == OperationStatus.InvalidData)
                Status = DecodeStatus.Corrupt;
            if (written > 0)
                return written;
            if (result == OperationStatus.NeedMoreData && _input.Unused.IsEmpty && _input.Peek(1).IsEmpty)
            {
                Status = DecodeStatus.Truncated;
                _ended = true;
            }
        }
        return 0;
    }

    public override void Dispose()
    {
        _decoder.Dispose();
        _input.Dispose();
        source.Dispose();
    }
}
