using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Outputs;

/// <summary>
/// Writes rows of pages.jsonl as CSV (RFC 4180) in UTF-8. Several values of one cell are joined by <c> | </c>. Used again for row after row; not
/// thread-safe.
/// </summary>
/// <remarks>
/// What a page says may be made for the spreadsheet that it will be opened in: a text that would be taken for a formula gets an
/// apostrophe in front (OWASP, CSV injection).
/// </remarks>
public sealed class CsvWriter
{
    private static readonly SearchValues<byte> Quoted = SearchValues.Create("\",\r\n"u8);

    private readonly CsvColumn[] _columns;
    private readonly Dictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _byKey;
    private readonly UrlBuffer[] _cells;
    private readonly bool[] _isText;
    private readonly UrlBuffer _row = new();
    private readonly UrlBuffer _value = new();

    /// <param name="columns">The columns, in their order.</param>
    public CsvWriter(IReadOnlyList<CsvColumn> columns)
    {
        _columns = [.. columns];
        _cells = [.. _columns.Select(_ => new UrlBuffer())];
        _isText = new bool[_columns.Length];
        _byKey = _columns.Select((column, index) => (column.Key, Index: index)).GroupBy(c => c.Key)
            .ToDictionary(g => g.Key, g => g.Select(c => c.Index).ToArray()).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The beginning of a file: the mark by which spreadsheets know UTF-8, and the headings. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Header()
    {
        Clear();
        for (var i = 0; i < _columns.Length; i++)
            Append(i, Encoding.UTF8.GetBytes(_columns[i].Name), isText: true);
        _row.Append("\uFEFF"u8);
        return Finish();
    }

    /// <summary>The row of a page. Valid until the next call.</summary>
    /// <param name="page">Its row of pages.jsonl, with or without newline.</param>
    public ReadOnlySpan<byte> Row(ReadOnlySpan<byte> page)
    {
        Clear();
        var json = new Utf8JsonReader(page);
        json.Read();
        Span<char> key = stackalloc char[32];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var known = json.ValueSpan.Length <= key.Length && _byKey.TryGetValue(key[..Encoding.UTF8.GetChars(json.ValueSpan, key)], out var columns) ? columns : [];
            json.Read();
            if (known.Length == 0)
                json.Skip();
            else
                Take(ref json, page, known);
        }
        return Finish();
    }

    private void Take(ref Utf8JsonReader json, ReadOnlySpan<byte> page, int[] columns)
    {
        switch (_columns[columns[0]].Key)
        {
            case "links":
                TakeCount(ref json, columns);
                break;
            case "json_ld":
                var start = (int)json.TokenStartIndex;
                json.Skip();
                foreach (var column in columns)
                    Append(column, page[start..(int)json.BytesConsumed], isText: true);
                break;
            case "headings":
                TakePairs(ref json, columns, "level"u8, "text"u8, isShown: false);
                break;
            case "meta":
                TakePairs(ref json, columns, "name"u8, "content"u8, isShown: false);
                break;
            case "og":
                TakePairs(ref json, columns, "property"u8, "content"u8, isShown: false);
                break;
            case "hreflang":
                TakePairs(ref json, columns, "lang"u8, "url"u8, isShown: true);
                break;
            case "extracted":
                TakeExtracted(ref json, columns);
                break;
            default:
                TakeValue(ref json);
                foreach (var column in columns)
                    Append(column, _value.Written, json.TokenType == JsonTokenType.String);
                break;
        }
    }

    private void TakeCount(ref Utf8JsonReader json, int[] columns)
    {
        var count = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            count++;
        foreach (var column in columns)
            Append(column, Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture)), isText: false);
    }

    // A list of objects with a name and a value.
    private void TakePairs(ref Utf8JsonReader json, int[] columns, ReadOnlySpan<byte> nameKey, ReadOnlySpan<byte> valueKey, bool isShown)
    {
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            var name = "";
            byte[] value = [];
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isName = json.ValueTextEquals(nameKey);
                var isValue = json.ValueTextEquals(valueKey);
                json.Read();
                TakeValue(ref json);
                if (isName)
                    name = Encoding.UTF8.GetString(_value.Written);
                else if (isValue)
                    value = _value.Written.ToArray();
            }
            foreach (var column in columns)
            {
                var part = _columns[column].Part;
                if (part.Length == 0 || part.Equals(name, StringComparison.OrdinalIgnoreCase))
                    Append(column, isShown ? [.. Encoding.UTF8.GetBytes(name), (byte)' ', .. value] : value, isText: true);
            }
        }
    }

    private void TakeExtracted(ref Utf8JsonReader json, int[] columns)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            var wanted = columns.Where(column => _columns[column].Part == name).ToArray();
            if (wanted.Length == 0)
            {
                json.Skip();
                continue;
            }
            var isList = json.TokenType == JsonTokenType.StartArray;
            while (!isList || (json.Read() && json.TokenType != JsonTokenType.EndArray))
            {
                TakeValue(ref json);
                foreach (var column in wanted)
                    Append(column, _value.Written, json.TokenType == JsonTokenType.String);
                if (!isList)
                    break;
            }
        }
    }

    private void TakeValue(ref Utf8JsonReader json)
    {
        _value.Clear();
        if (json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }
        if (json.TokenType == JsonTokenType.Null)
            return;
        var room = _value.Extend(json.ValueSpan.Length);
        if (json.TokenType == JsonTokenType.String)
            _value.Length = json.CopyString(room);
        else
            json.ValueSpan.CopyTo(room);
    }

    private void Append(int column, ReadOnlySpan<byte> value, bool isText)
    {
        var cell = _cells[column];
        if (cell.Length > 0)
            cell.Append(" | "u8);
        cell.Append(value);
        _isText[column] |= isText;
    }

    private void Clear()
    {
        _row.Clear();
        Array.Clear(_isText);
        foreach (var cell in _cells)
            cell.Clear();
    }

    private ReadOnlySpan<byte> Finish()
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            if (i > 0)
                _row.Append((byte)',');
            Cell(_cells[i].Written, _isText[i]);
        }
        _row.Append("\r\n"u8);
        return _row.Written;
    }

    private void Cell(ReadOnlySpan<byte> value, bool isText)
    {
        var isQuoted = value.ContainsAny(Quoted);
        if (isQuoted)
            _row.Append((byte)'"');
        if (isText && IsFormula(value))
            _row.Append((byte)'\'');
        while (isQuoted && value.IndexOf((byte)'"') is >= 0 and var at)
        {
            _row.Append(value[..(at + 1)]);
            _row.Append((byte)'"');
            value = value[(at + 1)..];
        }
        _row.Append(value);
        if (isQuoted)
            _row.Append((byte)'"');
    }

    // Full-width signs count as well: some spreadsheets take them for the plain ones.
    private static bool IsFormula(ReadOnlySpan<byte> value)
    {
        value = value.TrimStart((byte)' ');
        return !value.IsEmpty
            && (value[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r' or (byte)'\n'
                || value.StartsWith("＝"u8) || value.StartsWith("＋"u8) || value.StartsWith("－"u8) || value.StartsWith("＠"u8));
    }
}
