namespace ActorCrawler.Core.Encodings;

/// <summary>ISO-2022-JP, the one encoding whose bytes change their meaning by escape sequences.</summary>
internal sealed class Iso2022JpDecoder : ByteDecoder
{
    private const byte Escape = 0x1B;

    private readonly ushort[] _index = LegacyIndexes.Jis0208;
    private State _state;
    private State _outputState;
    private byte _lead;

    /// <summary>Whether nothing was written since the last escape sequence: a second one in a row is an error.</summary>
    private bool _escaped;

    private enum State : byte
    {
        Ascii,
        Roman,
        Katakana,
        Lead,
        Trail,
        EscapeStart,
        EscapeEnd,
    }

    public override int Decode(ReadOnlySpan<byte> input, ref Utf8Sink sink)
    {
        var i = 0;
        while (i < input.Length && sink.Room >= LeastRoom)
        {
            if (Handle(input[i], ref sink))
                i++;
        }
        return i;
    }

    public override void Finish(ref Utf8Sink sink)
    {
        if (_state == State.Trail)
        {
            AddError(ref sink);
        }
        else if (_state is State.EscapeStart or State.EscapeEnd)
        {
            var state = _state;
            LeaveEscape(ref sink);

            // The byte behind the escape byte is text then, and it may itself be the half of a character.
            if (state == State.EscapeEnd && Handle(_lead, ref sink) && _state == State.Trail)
                AddError(ref sink);
        }
        _state = _outputState;
    }

    /// <summary>False when the byte is not used up and must be looked at again.</summary>
    private bool Handle(byte b, ref Utf8Sink sink)
    {
        if (_state == State.EscapeStart)
            return HandleEscapeStart(b, ref sink);
        if (_state == State.EscapeEnd)
            return HandleEscapeEnd(b, ref sink);
        if (b == Escape)
        {
            if (_state == State.Trail)
                AddError(ref sink);
            _state = State.EscapeStart;
            return true;
        }
        if (_state == State.Trail)
        {
            _state = State.Lead;
            var pointer = b is >= 0x21 and <= 0x7E ? ((_lead - 0x21) * 94) + b - 0x21 : -1;
            Add((uint)pointer < (uint)_index.Length ? _index[pointer] : 0, ref sink);
            return true;
        }
        _escaped = false;
        switch (_state)
        {
            case State.Katakana:
                Add(b is >= 0x21 and <= 0x5F ? 0xFF61 - 0x21 + b : 0, ref sink);
                break;
            case State.Lead when b is >= 0x21 and <= 0x7E:
                _lead = b;
                _state = State.Trail;
                break;
            case State.Lead:
                AddError(ref sink);
                break;
            default:
                if (b is >= 0x80 or 0x0E or 0x0F)
                    AddError(ref sink);
                else
                    sink.Add(_state == State.Roman ? b switch { 0x5C => 0x00A5, 0x7E => 0x203E, _ => b } : b);
                break;
        }
        return true;
    }

    private bool HandleEscapeStart(byte b, ref Utf8Sink sink)
    {
        if (b is (byte)'$' or (byte)'(')
        {
            _lead = b;
            _state = State.EscapeEnd;
            return true;
        }
        LeaveEscape(ref sink);
        return false;
    }

    private bool HandleEscapeEnd(byte b, ref Utf8Sink sink)
    {
        State? next = (_lead, b) switch
        {
            ((byte)'(', (byte)'B') => State.Ascii,
            ((byte)'(', (byte)'J') => State.Roman,
            ((byte)'(', (byte)'I') => State.Katakana,
            ((byte)'$', (byte)'@' or (byte)'B') => State.Lead,
            _ => null,
        };
        if (next is { } state)
        {
            _state = _outputState = state;
            if (_escaped)
                AddError(ref sink);
            _escaped = true;
            return true;
        }
        LeaveEscape(ref sink);
        Handle(_lead, ref sink);
        return false;
    }

    /// <summary>The escape byte was none: an error, and what follows it is text.</summary>
    private void LeaveEscape(ref Utf8Sink sink)
    {
        _escaped = false;
        _state = _outputState;
        AddError(ref sink);
    }

    private void Add(int codePoint, ref Utf8Sink sink)
    {
        if (codePoint == 0)
            AddError(ref sink);
        else
            sink.Add(codePoint);
    }
}
