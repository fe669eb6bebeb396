using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;

namespace Akka.Remote;

/// <summary>A frame whose slots have been resolved.</summary>
internal readonly record struct InboundFrame(FrameKind Kind, IActorRef? Recipient, IActorRef? Sender, int SerializerId, string Manifest, byte[] Payload);

/// <summary>Reads the frames of one connection. Payloads are arrays of their own, into which the socket writes large ones directly. Not thread-safe.</summary>
internal sealed class FrameReader(int maximumFrameSize, Func<string, IActorRef> resolve)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly string?[] _texts = new string?[FrameLimits.SlotCount];
    private readonly IActorRef?[] _actors = new IActorRef?[FrameLimits.SlotCount];
    private int _start;
    private int _end;
    private InboundFrame _large;
    private int _largeFilled = -1;

    /// <summary>Waits for bytes. False at the end of the stream.</summary>
    /// <exception cref="SocketException">The connection is gone.</exception>
    public async ValueTask<bool> ReceiveAsync(Socket socket)
    {
        if (_largeFilled >= 0)
        {
            var more = await socket.ReceiveAsync(_large.Payload.AsMemory(_largeFilled), SocketFlags.None).ConfigureAwait(false);
            _largeFilled += more;
            return more > 0;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var count = await socket.ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    /// <summary>Takes the next frame that is complete.</summary>
    /// <exception cref="FrameException">What arrived is no frame.</exception>
    public bool TryRead(out InboundFrame frame)
    {
        if (_largeFilled >= 0)
        {
            frame = _large;
            if (_largeFilled < _large.Payload.Length) return false;
            _large = default;
            _largeFilled = -1;
            return true;
        }

        frame = default;
        var available = _end - _start;
        if (available < 4) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_start));
        if (length < FrameLimits.ShortestFrame || length - FrameLimits.LongestHeader > maximumFrameSize)
            throw new FrameException($"a frame of {length} bytes");
        var isWhole = available - 4 >= length;
        if (!isWhole && (length <= _buffer.Length - 4 || available - 4 < FrameLimits.LongestHeader)) return false;

        var bytes = _buffer.AsSpan(_start + 4, isWhole ? length : available - 4);
        var payloadAt = ReadHeader(bytes, out frame);
        var payload = length == payloadAt ? [] : GC.AllocateUninitializedArray<byte>(length - payloadAt);
        bytes[payloadAt..].CopyTo(payload);
        frame = frame with { Payload = payload };
        if (isWhole)
        {
            _start += 4 + length;
            return true;
        }

        _large = frame;
        _largeFilled = bytes.Length - payloadAt;
        (_start, _end) = (0, 0);
        return false;
    }

    private int ReadHeader(ReadOnlySpan<byte> bytes, out InboundFrame frame)
    {
        var at = 1;
        var kind = (FrameKind)bytes[0];
        if (kind is not (FrameKind.Message or FrameKind.System or FrameKind.Heartbeat)) throw new FrameException($"a frame of kind {bytes[0]}");
        var recipient = ActorIn(ReadSlot(bytes, ref at));
        var sender = ActorIn(ReadSlot(bytes, ref at));
        var (serializer, manifest) = (0, "");
        if (kind == FrameKind.Message)
        {
            serializer = BinaryPrimitives.ReadInt32LittleEndian(Take(bytes, ref at, 4));
            manifest = ReadSlot(bytes, ref at) is var slot and > 0 ? _texts[slot]! : "";
        }

        frame = new InboundFrame(kind, recipient, sender, serializer, manifest, []);
        return at;
    }

    private int ReadSlot(ReadOnlySpan<byte> bytes, ref int at)
    {
        var slot = (int)BinaryPrimitives.ReadUInt16LittleEndian(Take(bytes, ref at, 2));
        if ((slot & FrameLimits.DefinesSlot) == 0)
            return slot == 0 || (slot < FrameLimits.SlotCount && _texts[slot] is not null) ? slot : throw new FrameException($"the unknown slot {slot}");
        slot -= FrameLimits.DefinesSlot;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(Take(bytes, ref at, 2));
        if (slot is 0 or >= FrameLimits.SlotCount || length > FrameLimits.LongestText) throw new FrameException($"the impossible slot {slot} of length {length}");
        _texts[slot] = Encoding.UTF8.GetString(Take(bytes, ref at, length));
        _actors[slot] = null;
        return slot;
    }

    private IActorRef? ActorIn(int slot)
    {
        if (slot == 0) return null;
        if (_actors[slot] is { } known) return known;
        var actor = resolve(_texts[slot]!);
        // A path without uid, or one where nobody is yet, may mean another actor next time.
        if (actor.Path.Uid != 0 && actor is not EmptyLocalActorRef) _actors[slot] = actor;
        return actor;
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> bytes, ref int at, int count)
    {
        if (bytes.Length - at < count) throw new FrameException("a frame that ends within its header");
        at += count;
        return bytes.Slice(at - count, count);
    }
}
