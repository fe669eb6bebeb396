namespace ActorCrawler.Core.Html;

// Names and values of attributes as they are put together: slices of the source where they can be, in the buffer where they must.
internal sealed partial class HtmlTokenizer
{
    // The name or value being read, when part of it is in the buffer already (an earlier source ended in it, or it needed changing).
    private bool _pieceInBuffer;
    private int _pieceStart;
    private bool _isDuplicate;

    // The source ends within a tag: what the tag has so far moves to the buffer, with the piece being read last, where it can grow.
    private bool SuspendTag(ReadOnlySpan<byte> s, State state)
    {
        _state = state;
        _position = s.Length;
        if (!_isWanted)
            return false;
        var pieceEnd = _bufferLength;
        Keep(ref _tagNameStart, _tagNameLength);
        for (var i = 0; i < AttributeCount; i++)
        {
            Keep(ref _attributes[i].NameStart, _attributes[i].NameLength);
            Keep(ref _attributes[i].ValueStart, _attributes[i].ValueLength);
        }
        if (_pieceInBuffer && _bufferLength > pieceEnd)
        {
            var moved = _bufferLength;
            AppendToBuffer(_buffer.AsSpan(_pieceStart, pieceEnd - _pieceStart));
            _pieceStart = moved;
        }
        return false;
    }

    private void Keep(ref int start, int length)
    {
        if (start < 0)
            return;
        var moved = ~_bufferLength;
        AppendToBuffer(Slice(start, length));
        start = moved;
    }

    private void AddToPiece(ReadOnlySpan<byte> bytes)
    {
        if (!_pieceInBuffer)
        {
            _pieceInBuffer = true;
            _pieceStart = _bufferLength;
        }
        AppendToBuffer(bytes);
    }

    private void AddToName(ReadOnlySpan<byte> bytes)
    {
        AddToPiece([]);
        AppendFolded(bytes);
    }

    // The piece as a slice: of the source when all of it lies there unchanged.
    private (int Start, int Length) TakePiece(ReadOnlySpan<byte> s, int start, int end)
    {
        if (!_pieceInBuffer)
            return (start, end - start);
        AppendToBuffer(s[start..end]);
        _pieceInBuffer = false;
        return (~_pieceStart, _bufferLength - _pieceStart);
    }

    private void CompleteName(ReadOnlySpan<byte> s, int start, int end)
    {
        if (_pieceInBuffer || s[start..end].ContainsAnyInRange((byte)'A', (byte)'Z'))
        {
            AddToName(s[start..end]);
            start = end;
        }
        var (nameStart, nameLength) = TakePiece(s, start, end);
        var name = Slice(nameStart, nameLength);
        var key = HtmlTags.Key(name);
        _isDuplicate = AttributeCount == _maxAttributes || IsRepeated(key, name);
        if (_isDuplicate)
            return;
        AddAttribute(new Attribute { Key = key, NameStart = nameStart, NameLength = nameLength, ValueStart = ~0 });
    }

    private void AddAttribute(in Attribute attribute)
    {
        if (AttributeCount == _attributes.Length)
            Array.Resize(ref _attributes, 2 * AttributeCount);
        _attributes[AttributeCount++] = attribute;
    }

    private bool IsRepeated(ulong key, ReadOnlySpan<byte> name)
    {
        Work += AttributeCount;
        for (var i = 0; i < AttributeCount; i++)
        {
            if (_attributes[i].Key == key && AttributeName(i).SequenceEqual(name))
                return true;
        }
        return false;
    }

    private void CompleteValue(ReadOnlySpan<byte> s, int start, int end)
    {
        var (valueStart, length) = TakePiece(s, start, end);
        if (_isDuplicate)
            return;
        ref var attribute = ref _attributes[AttributeCount - 1];
        attribute.ValueStart = valueStart;
        attribute.ValueLength = length;
    }

    private struct Attribute
    {
        public ulong Key;
        public int NameStart;
        public int NameLength;
        public int ValueStart;
        public int ValueLength;
    }
}
