using System.Buffers.Binary;
using System.Text;
using ActorCrawler.Actors.Wire;

namespace ActorCrawler.Actors.Parsing.Alone;

/// <summary>Messages of the wire over a pipe: length of the manifest (1 byte), length of the rest (4 bytes, little-endian), manifest, bytes.</summary>
internal static class ParserPipe
{
    /// <summary>Writes a message.</summary>
    /// <exception cref="IOException">The other end is gone.</exception>
    public static async Task WriteAsync(Stream pipe, object message, CancellationToken cancellation)
    {
        var manifest = WireCodec.ManifestOf(message);
        var bytes = WireCodec.Write(message);
        var head = new byte[5 + manifest.Length];
        head[0] = (byte)manifest.Length;
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(1), bytes.Length);
        Encoding.ASCII.GetBytes(manifest, head.AsSpan(5));
        await pipe.WriteAsync(head, cancellation).ConfigureAwait(false);
        await pipe.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        await pipe.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads a message; null when the other end is gone, also in the middle of one.</summary>
    public static async Task<object?> ReadAsync(Stream pipe, CancellationToken cancellation)
    {
        try
        {
            var head = new byte[5];
            await pipe.ReadExactlyAsync(head, cancellation).ConfigureAwait(false);
            var manifest = new byte[head[0]];
            await pipe.ReadExactlyAsync(manifest, cancellation).ConfigureAwait(false);
            var bytes = new byte[BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(1))];
            await pipe.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
            return WireCodec.Read(bytes, Encoding.ASCII.GetString(manifest));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
