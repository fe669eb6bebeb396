using System.Buffers;
using System.Text;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Pages;

namespace ActorCrawler.Core.Fields;

/// <summary>Writes the values of a page's fields as JSON, within the limits. Used again for page after page; not thread-safe.</summary>
internal sealed class FieldValues(FieldSettings settings)
{
    private readonly JsonText _json = new();
    private byte[] _name = [];
    private bool _isList;
    private int _count;

    /// <summary>The members of the object <c>extracted</c>, without its braces; empty when no field has a value.</summary>
    public ReadOnlySpan<byte> Written => _json.Written;

    /// <summary>Whether the field has a value.</summary>
    public bool HasAny => _count > 0;

    /// <summary>The first thing that kept a value of this field out.</summary>
    public FieldProblem Problem { get; private set; }

    /// <summary>The longest text that makes a difference.</summary>
    public int LongestText => settings.MaxValueBytes + 1;

    /// <summary>Turns to a page.</summary>
    public void Clear() => _json.Clear();

    /// <summary>Turns to a rule for a field that has no value yet.</summary>
    public void Begin(byte[] name, bool isList)
    {
        _name = name;
        _isList = isList;
        _count = 0;
        Problem = FieldProblem.None;
    }

    /// <summary>Ends the field.</summary>
    public void End()
    {
        if (_isList && _count > 0)
            _json.Raw("]"u8);
    }

    /// <summary>Adds a text.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <returns>Whether more values are wanted.</returns>
    public bool Add(ReadOnlySpan<byte> text)
    {
        if (text.Length > settings.MaxValueBytes)
        {
            Note(FieldProblem.ValueTooLarge);
            text = TextCollector.CutAtCharacter(text, settings.MaxValueBytes);
        }
        if (!TryStart(out var mark))
            return false;
        _json.String(text);
        return Finish(mark);
    }

    /// <summary>Adds a text; lone surrogates become U+FFFD.</summary>
    public bool Add(ReadOnlySpan<char> text)
    {
        // Every character takes a byte at least.
        if (text.Length > LongestText)
            text = text[..LongestText];
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var more = Add(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return more;
    }

    /// <summary>Adds a JSON value as it stands. A string that is too long is cut, any other value left out.</summary>
    public bool AddJson(ReadOnlySpan<byte> json)
    {
        var isCut = json.Length > settings.MaxValueBytes + (json[0] == '"' ? 2 : 0);
        if (isCut)
        {
            Note(FieldProblem.ValueTooLarge);
            if (json[0] != '"')
                return true;
            json = CutJsonString(json, settings.MaxValueBytes);
        }
        if (!TryStart(out var mark))
            return false;
        _json.Raw(json);
        if (isCut)
            _json.Raw("\""u8);
        return Finish(mark);
    }

    /// <summary>The beginning of a JSON string, its opening quote included, cut between two characters.</summary>
    private static ReadOnlySpan<byte> CutJsonString(ReadOnlySpan<byte> json, int length)
    {
        var end = 1;
        for (var next = 1; next <= length + 1; end = next, next = CharacterEnd(json, next)) { }
        return json[..end];
    }

    private static int CharacterEnd(ReadOnlySpan<byte> json, int at)
    {
        if (json[at] == '\\')
        {
            if (json[at + 1] != 'u')
                return at + 2;
            // A surrogate pair is one character.
            var isHigh = json[at + 2] is (byte)'d' or (byte)'D' && json[at + 3] is (byte)'8' or (byte)'9' or (byte)'a' or (byte)'b' or (byte)'A' or (byte)'B';
            return at + (isHigh && json[(at + 6)..].StartsWith("\\u"u8) ? 12 : 6);
        }
        at++;
        while ((json[at] & 0xC0) == 0x80)
            at++;
        return at;
    }

    private bool TryStart(out int mark)
    {
        mark = _json.Length;
        if (_isList && _count == settings.MaxValues)
        {
            Note(FieldProblem.TooManyValues);
            return false;
        }
        if (_count > 0)
        {
            _json.Raw(","u8);
            return true;
        }
        if (mark > 0)
            _json.Raw(","u8);
        _json.String(_name);
        _json.Raw(_isList ? ":["u8 : ":"u8);
        return true;
    }

    private bool Finish(int mark)
    {
        if (_json.Length > settings.MaxPageBytes)
        {
            Note(FieldProblem.PageTooLarge);
            _json.Length = mark;
            return false;
        }
        _count++;
        return _isList;
    }

    private void Note(FieldProblem problem)
    {
        if (Problem == FieldProblem.None)
            Problem = problem;
    }
}
