using System.IO.Compression;
using ActorCrawler.Storage.Files;

namespace ActorCrawler.Storage.Reading;

/// <summary>Reads the rows of an output, compressed or not.</summary>
public static class RowFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Reads rows in their order, each with its newline, and valid until the next.</summary>
    /// <param name="path">The file; one that ends in <c>.gz</c> is inflated.</param>
    /// <param name="bytes">Its committed length: what stands beyond it is not read.</param>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(string path, long bytes)
    {
        using var file = Open(path);
        using var committed = new LimitedStream(file, bytes);
        using Stream rows = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(committed, CompressionMode.Decompress) : committed;
        var buffer = new byte[BufferSize];
        var (start, end) = (0, 0);
        while (true)
        {
            var newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                yield return buffer.AsMemory(start, newline + 1);
                start += newline + 1;
                continue;
            }

            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            if (end == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
            var read = rows.Read(buffer, end, buffer.Length - end);
            if (read == 0) yield break;
            end += read;
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.Translate(e, path);
        }
    }

    private sealed class LimitedStream(Stream inner, long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
