using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;

namespace Akka.Remote;

/// <summary>
/// Collects the frames of one connection into few writes. Small payloads are copied together; large ones are sent from where they are.
/// Not thread-safe.
/// </summary>
internal sealed class FrameWriter
{
    private const int ChunkLength = 128 * 1024;
    private const int CopyUpTo = 4096;
    private const int FlushAt = 1024 * 1024;

    private readonly byte[] _chunk = new byte[ChunkLength];
    private readonly List<ArraySegment<byte>> _segments = [];
    private readonly List<OutboundFrame> _unsent = [];
    private readonly object?[] _slots = new object?[FrameLimits.SlotCount];
    private int _segmentStart;
    private int _end;
    private int _large;

    /// <summary>True when <see cref="FlushAsync"/> must come before the next <see cref="Add"/>.</summary>
    public bool IsFull => _end > ChunkLength - 4 - FrameLimits.LongestHeader - CopyUpTo || _large >= FlushAt;

    /// <summary>Takes a frame, and releases it when it is sent. After a failure it is not: the socket may still look at it.</summary>
    /// <returns>False when a text is too long; nothing has been added, and the frame is still the caller's.</returns>
    public bool Add(in OutboundFrame frame)
    {
        var start = _end;
        _end += 4;
        _chunk[_end++] = (byte)frame.Kind;
        if (!WriteSlot(frame.Recipient) || !WriteSlot(frame.Sender)) return Back(start);
        if (frame.Kind == FrameKind.Message)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_chunk.AsSpan(_end), frame.SerializerId);
            _end += 4;
            if (!WriteSlot(frame.Manifest.Length == 0 ? null : frame.Manifest)) return Back(start);
        }

        var payload = frame.Payload;
        BinaryPrimitives.WriteInt32LittleEndian(_chunk.AsSpan(start), _end - start - 4 + payload.Count);
        if (payload.Count <= CopyUpTo)
        {
            payload.CopyTo(_chunk, _end);
            _end += payload.Count;
            frame.Release();
            return true;
        }

        CloseSegment();
        _segments.Add(payload);
        _unsent.Add(frame);
        _large += payload.Count;
        return true;
    }

    /// <summary>Sends what was added.</summary>
    /// <exception cref="SocketException">The connection is gone.</exception>
    public async ValueTask FlushAsync(Socket socket)
    {
        CloseSegment();
        if (_segments.Count == 1)
        {
            for (var rest = _segments[0].AsMemory(); !rest.IsEmpty;)
                rest = rest[await socket.SendAsync(rest, SocketFlags.None).ConfigureAwait(false)..];
        }
        else if (_segments.Count > 1)
        {
            await socket.SendAsync(_segments, SocketFlags.None).ConfigureAwait(false);
        }

        foreach (var frame in _unsent) frame.Release();
        _unsent.Clear();
        _segments.Clear();
        _segmentStart = 0;
        _end = 0;
        _large = 0;
    }

    private void CloseSegment()
    {
        if (_end > _segmentStart) _segments.Add(new ArraySegment<byte>(_chunk, _segmentStart, _end - _segmentStart));
        _segmentStart = _end;
    }

    private bool Back(int start)
    {
        _end = start;
        return false;
    }

    private bool WriteSlot(object? key)
    {
        if (key is null)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_chunk.AsSpan(_end), 0);
            _end += 2;
            return true;
        }

        var slot = 1 + (int)((uint)key.GetHashCode() % (FrameLimits.SlotCount - 1));
        if (ReferenceEquals(_slots[slot], key) || key.Equals(_slots[slot]))
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_chunk.AsSpan(_end), (ushort)slot);
            _end += 2;
            return true;
        }

        var text = key as string ?? Serialization.Serialization.SerializedActorPath((IActorRef)key);
        var length = Encoding.UTF8.GetByteCount(text);
        if (length > FrameLimits.LongestText) return false;
        BinaryPrimitives.WriteUInt16LittleEndian(_chunk.AsSpan(_end), (ushort)(slot | FrameLimits.DefinesSlot));
        BinaryPrimitives.WriteUInt16LittleEndian(_chunk.AsSpan(_end + 2), (ushort)length);
        Encoding.UTF8.GetBytes(text, _chunk.AsSpan(_end + 4));
        _end += 4 + length;
        _slots[slot] = key;
        return true;
    }
}
