using System.Buffers;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Warc;

/// <summary>The bytes of an archive, inflated where they are gzip, with the place in the file where each began. Not thread-safe.</summary>
internal sealed class ArchiveInput : IDisposable
{
    private const int ChunkBytes = 32 * 1024;

    private readonly byte[] _chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
    private readonly StageBuffer _raw;
    private readonly GzipStage? _gzip;
    private int _start;
    private int _end;
    private long _read;

    /// <param name="stream">The file, from its beginning; not closed here.</param>
    public ArchiveInput(Stream stream)
    {
        _raw = new StageBuffer(new StreamStage(stream));
        if (_raw.Peek(2).StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            _gzip = new GzipStage(new BufferStage(_raw), maxMembers: int.MaxValue);
    }

    /// <summary>How decoding went; final at the end.</summary>
    public DecodeStatus Status => _gzip?.Status ?? DecodeStatus.Complete;

    /// <summary>Whether there is no byte left.</summary>
    public bool AtEnd => !Fill();

    /// <summary>Where the next byte stands: in the file, or, compressed, where its gzip member begins.</summary>
    public long Offset => Fill() && _gzip is not null ? _gzip.MemberStart : _read - (_end - _start);

    /// <summary>The next byte, which stays; -1 at the end.</summary>
    public int Peek() => Fill() ? _chunk[_start] : -1;

    public void Skip() => _start++;

    /// <summary>Reads a line with its end; what a longer line has beyond the limit is left for the next call.</summary>
    public void ReadLine(List<byte> line, int limit)
    {
        line.Clear();
        while (line.Count < limit && Fill())
        {
            var rest = _chunk.AsSpan(_start, Math.Min(_end - _start, limit - line.Count));
            var end = rest.IndexOf((byte)'\n');
            var part = end < 0 ? rest : rest[..(end + 1)];
            line.AddRange(part);
            _start += part.Length;
            if (end >= 0)
                return;
        }
    }

    /// <summary>Reads some bytes; 0 at the end.</summary>
    public int Read(Span<byte> destination)
    {
        if (!Fill())
            return 0;
        var count = Math.Min(destination.Length, _end - _start);
        _chunk.AsSpan(_start, count).CopyTo(destination);
        _start += count;
        return count;
    }

    public void Dispose()
    {
        _gzip?.Dispose();
        _raw.Dispose();
        ArrayPool<byte>.Shared.Return(_chunk);
    }

    private bool Fill()
    {
        if (_start < _end)
            return true;
        _start = 0;
        _end = _gzip is null ? _raw.Take(_chunk.AsSpan(0, ChunkBytes)) : _gzip.Read(_chunk.AsSpan(0, ChunkBytes));
        _read += _end;
        return _end > 0;
    }

    private sealed class BufferStage(StageBuffer buffer) : DecodeStage
    {
        public override int Read(Span<byte> destination) => buffer.Take(destination);
    }
}
