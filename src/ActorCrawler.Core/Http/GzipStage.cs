using System.Buffers.Binary;

namespace ActorCrawler.Core.Http;

/// <summary>
/// The gzip coding (RFC 1952): one member or several, checksums verified. What follows the last member and is none itself is ignored; a body
/// that does not start like gzip is passed on as it is.
/// </summary>
/// <param name="source">The bytes.</param>
/// <param name="isOptional">Whether bytes that are no gzip are as good.</param>
/// <param name="maxMembers">Members at most. Honest bodies have one; each costs work even when it is empty.</param>
/// <remarks>The framing is read here and not by the platform, which takes a truncated body for a whole one.</remarks>
internal sealed class GzipStage(DecodeStage source, bool isOptional = false, int maxMembers = GzipStage.MaxMembers) : DecodeStage
{
    private const int MaxMembers = 1000;

    private const int TrailerBytes = 8;

    private static readonly byte[] Magic = [0x1F, 0x8B];

    private readonly StageBuffer _input = new(source);
    private InflateStage? _inflater;
    private int _members;
    private uint _crc;
    private uint _length;
    private bool _plain;
    private bool _ended;

    /// <summary>Where in the source the member begins that the last bytes came from; one call of <see cref="Read"/> gives bytes of one.</summary>
    public long MemberStart { get; private set; }

    public override int Read(Span<byte> destination)
    {
        while (!_ended)
        {
            if (_plain)
            {
                var copied = _input.Take(destination);
                _ended = copied == 0;
                return copied;
            }
            if (_inflater is null)
            {
                _ended = !TryStartMember();
                continue;
            }
            var count = _inflater.Read(destination);
            if (count > 0)
            {
                _crc = Crc32.Append(_crc, destination[..count]);
                _length += (uint)count;
                return count;
            }
            _ended = !TryEndMember();
        }
        return 0;
    }

    public override void Dispose()
    {
        _inflater?.Dispose();
        _input.Dispose();
        source.Dispose();
    }

    private bool TryStartMember()
    {
        var head = _input.Peek(10);
        if (head.IsEmpty && _members == 0)
            return false;
        if (!head.StartsWith(Magic))
        {
            if (_members > 0)
                return false;
            if (!isOptional)
                Status = DecodeStatus.Mislabelled;
            return _plain = true;
        }
        if (head.Length < 10)
            return Fail(DecodeStatus.Truncated);
        const int Reserved = 0xE0;
        if (head[2] != 8 || (head[3] & Reserved) != 0 || ++_members > maxMembers)
            return Fail(DecodeStatus.Corrupt);
        int flags = head[3];
        MemberStart = _input.Position;
        _input.Skip(10);
        if (!TrySkipHeaderFields(flags))
            return Fail(DecodeStatus.Truncated);
        (_crc, _length) = (0, 0);
        _inflater = new InflateStage(_input);
        return true;
    }

    private bool TrySkipHeaderFields(int flags)
    {
        const int HeaderCrc = 2, Extra = 4, Name = 8, Comment = 16;
        if ((flags & Extra) != 0)
        {
            var size = _input.Peek(2);
            if (size.Length < 2)
                return false;
            int length = BinaryPrimitives.ReadUInt16LittleEndian(size);
            _input.Skip(2);
            if (!TrySkip(length))
                return false;
        }
        return ((flags & Name) == 0 || TrySkipText())
            && ((flags & Comment) == 0 || TrySkipText())
            && ((flags & HeaderCrc) == 0 || TrySkip(2));
    }

    private bool TrySkip(int count)
    {
        while (count > 0)
        {
            var block = Math.Min(count, _input.Peek(1).Length);
            if (block == 0)
                return false;
            _input.Skip(block);
            count -= block;
        }
        return true;
    }

    /// <summary>Skips text up to and with the zero byte that ends it.</summary>
    private bool TrySkipText()
    {
        while (true)
        {
            var text = _input.Peek(1);
            if (text.IsEmpty)
                return false;
            var zero = text.IndexOf((byte)0);
            _input.Skip(zero < 0 ? text.Length : zero + 1);
            if (zero >= 0)
                return true;
        }
    }

    /// <summary>
    /// Looks for the trailer. Where it starts is not known, only that it is within the last block that the inflater took or right behind; so
    /// the eight bytes that the decoded data calls for are searched.
    /// </summary>
    private bool TryEndMember()
    {
        var status = _inflater!.Status;
        _inflater.Dispose();
        _inflater = null;
        if (status != DecodeStatus.Complete)
            return Fail(status);
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
        var at = FindTrailer(_input.LastBlockAnd(TrailerBytes + Magic.Length), trailer);
        if (at < 0)
            return Fail(DecodeStatus.Unverified);
        _input.ReturnTo(at + TrailerBytes);
        return true;
    }

    /// <summary>
    /// The first place behind which the body ends or another member starts, else the first place. (Other bytes are not met by chance, but the
    /// eight zeros of an empty member are met one byte early, as its data ends in a zero.)
    /// </summary>
    private static int FindTrailer(ReadOnlySpan<byte> block, ReadOnlySpan<byte> trailer)
    {
        var first = block.IndexOf(trailer);
        for (var at = first; at >= 0;)
        {
            var behind = block[(at + TrailerBytes)..];
            if (behind.IsEmpty || behind.StartsWith(Magic))
                return at;
            var next = block[(at + 1)..].IndexOf(trailer);
            at = next < 0 ? -1 : at + 1 + next;
        }
        return first;
    }

    private bool Fail(DecodeStatus status)
    {
        Status = status;
        return false;
    }
}
