using Akka.Actor;

// The frames between two processes, in one place because they are one protocol:
//   length (4 bytes, of what follows), kind (1), recipient (slot), sender (slot), [serializer (4), manifest (slot)], payload (the rest)
// A slot is a number of two bytes for a text that this connection has seen before; with the highest bit set, its length (2) and UTF-8 follow and
// the receiver keeps them under that number. 0 is no text. Both sides so pay for an actor's path once, and neither keeps more than SlotCount of them.
// All numbers are little-endian.
namespace Akka.Remote;

internal enum FrameKind : byte
{
    /// <summary>A message for an actor; the only kind with serializer and manifest.</summary>
    Message = 1,

    /// <summary>A message of the runtime; the payload is one <see cref="SystemFrame"/>.</summary>
    System = 2,

    /// <summary>A sign of life. Payload: 1 when one is wanted in return, else 0.</summary>
    Heartbeat = 3,
}

internal enum SystemFrame : byte
{
    /// <summary>The sender watches the recipient.</summary>
    Watch = 1,
    Unwatch = 2,

    /// <summary>The sender, whom the recipient watches, has ended.</summary>
    Ended = 3,

    /// <summary>The sender, whom the recipient watches, may never have been there.</summary>
    NeverThere = 4,

    /// <summary>The recipient is to stop.</summary>
    Stop = 5,
}

/// <summary>
/// A frame before its texts have been turned into slots, which only the connection's writer can do. A lent payload is a <see cref="PayloadWriter"/>'s:
/// whoever is done with the frame releases it.
/// </summary>
internal readonly record struct OutboundFrame(
    FrameKind Kind, InternalActorRef? Recipient, IActorRef? Sender, int SerializerId, string Manifest, ArraySegment<byte> Payload, bool IsLent = false)
{
    /// <summary>What it counts against the limit of the queue: its payload, and its place in the queue.</summary>
    public long Size => Payload.Count + 64;

    /// <summary>Nobody looks at the payload any more.</summary>
    public void Release()
    {
        if (IsLent) PayloadWriter.Return(Payload.Array!);
    }
}

/// <summary>Texts before they have been resolved.</summary>
internal static class FrameLimits
{
    public const int SlotCount = 1024;
    public const int DefinesSlot = 0x8000;
    public const int LongestText = 2048;

    /// <summary>Length of the longest possible header, without the length itself.</summary>
    public const int LongestHeader = 1 + 4 + (3 * (2 + 2 + LongestText));

    /// <summary>Length of the shortest frame, without the length itself.</summary>
    public const int ShortestFrame = 1 + 2 + 2;
}

/// <summary>What arrived is no frame: the connection ends, and nothing else.</summary>
internal sealed class FrameException(string message) : Exception(message);
