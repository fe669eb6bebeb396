using System.Buffers.Binary;

namespace ActorCrawler.CommandPort;

/// <summary>What a frame is. The numbers travel: extend, never renumber.</summary>
public enum CommandFrameKind : byte
{
    /// <summary>From the crawl, once: what may be asked (<see cref="CommandWire.Write(IReadOnlyList{PaletteInfo})"/>).</summary>
    Palettes = 1,

    /// <summary>To the crawl: a command (<see cref="CommandWire.Write(CommandRequest)"/>).</summary>
    Run = 2,

    /// <summary>From the crawl: a part of the answer, as text.</summary>
    Text = 3,

    /// <summary>From the crawl: the end of the answer.</summary>
    Done = 4,

    /// <summary>From the crawl: the command failed; the text says why.</summary>
    Failed = 5,
}

/// <summary>A frame: its length (of kind and content, 32 bits, big-endian), its kind, its content.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Content">What it holds.</param>
public readonly record struct CommandFrame(CommandFrameKind Kind, ReadOnlyMemory<byte> Content)
{
    private const int Head = 5;

    /// <summary>Reads the next frame; null when the connection ended before it began.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="maxLength">The longest content that is taken; nothing of a longer one is read.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="CommandPortException">The frame is malformed or too long.</exception>
    /// <exception cref="IOException">The connection ended within it.</exception>
    public static async Task<CommandFrame?> ReadAsync(Stream stream, int maxLength, CancellationToken cancellation)
    {
        var head = new byte[Head];
        var read = await stream.ReadAtLeastAsync(head, Head, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (read == 0) return null;
        if (read < Head) throw new EndOfStreamException("The connection ended within a frame.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(head);
        if (length == 0 || length - 1 > maxLength) throw new CommandPortException($"a frame of {length} bytes came, where at most {maxLength + 1} are taken");
        var content = new byte[length - 1];
        await stream.ReadExactlyAsync(content, cancellation).ConfigureAwait(false);
        return new CommandFrame((CommandFrameKind)head[4], content);
    }

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken cancellation)
    {
        var bytes = new byte[Head + Content.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Content.Length + 1);
        bytes[4] = (byte)Kind;
        Content.CopyTo(bytes.AsMemory(Head));
        await stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
    }
}
