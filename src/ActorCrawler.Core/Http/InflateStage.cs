using System.IO.Compression;

namespace ActorCrawler.Core.Http;

/// <summary>Bare deflate data (RFC 1951), inflated by the platform's zlib.</summary>
/// <remarks>
/// When the platform meets an error, what it inflated in the same call is lost. Calls of one size, whatever the caller asks for, keep that
/// the same and small.
/// </remarks>
internal sealed class InflateStage : DecodeStage
{
    /// <summary>A destination of less is served from a buffer.</summary>
    public const int CallBytes = 32 * 1024;

    private readonly StageBuffer _input;
    private readonly DeflateStream _inflater;
    private byte[]? _small;
    private int _smallStart;
    private int _smallEnd;

    public InflateStage(StageBuffer input)
    {
        _input = input;
        _inflater = new DeflateStream(new BufferStream(input), CompressionMode.Decompress);
    }

    public override int Read(Span<byte> destination)
    {
        if (_smallStart == _smallEnd)
        {
            if (destination.Length >= CallBytes)
                return Inflate(destination[..CallBytes]);
            _small ??= new byte[CallBytes];
            _smallStart = 0;
            _smallEnd = Inflate(_small);
        }
        var count = Math.Min(destination.Length, _smallEnd - _smallStart);
        _small.AsSpan(_smallStart, count).CopyTo(destination);
        _smallStart += count;
        return count;
    }

    public override void Dispose() => _inflater.Dispose();

    private int Inflate(Span<byte> destination)
    {
        if (Status != DecodeStatus.Complete)
            return 0;
        try
        {
            var count = _inflater.Read(destination);

            // The inflater asks for more only while its data has not ended, and it never says that it wanted more in vain.
            if (count == 0 && _input.RanOut)
                Status = DecodeStatus.Truncated;
            return count;
        }
        catch (InvalidDataException)
        {
            Status = DecodeStatus.Corrupt;
            return 0;
        }
    }

    private sealed class BufferStream(StageBuffer input) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer) => input.Take(buffer);

        public override int Read(byte[] buffer, int offset, int count) => input.Take(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
