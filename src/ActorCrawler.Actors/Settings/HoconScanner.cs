namespace ActorCrawler.Actors.Settings;

/// <summary>
/// Finds where the keys of a HOCON text stand, which the parser's tree no longer tells, and commas that not every parser knows. It leaves
/// errors to the parser: where the syntax is broken, it stops.
/// </summary>
internal sealed class HoconScanner
{
    private const int MaxNesting = 200;

    private readonly string _text;
    private readonly Action<string, int> _onField;
    private readonly Action<string, string> _onInclude;
    private readonly List<int> _idleCommas = [];
    private int _at;
    private int _line = 1;
    private int _nesting;

    private HoconScanner(string text, Action<string, int> onField, Action<string, string> onInclude)
    {
        _text = text;
        _onField = onField;
        _onInclude = onInclude;
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private bool AtComment => Current == '#' || Looking("//");

    /// <summary>Reports keys and includes in the order in which they stand.</summary>
    /// <param name="text">HOCON.</param>
    /// <param name="prefix">Path of the object that the text stands in; empty for none.</param>
    /// <param name="onField">Called with the dotted path of each key, those of objects too, and its line, counted from 1.</param>
    /// <param name="onInclude">Called with the path of the object that holds the include, and the name included.</param>
    public static void Scan(string text, string prefix, Action<string, int> onField, Action<string, string> onInclude)
    {
        new HoconScanner(text, onField, onInclude).Document(prefix);
    }

    /// <summary>
    /// The text with blanks for the commas that do not end a value: those behind an object without =, an include, or a line's end. HOCON
    /// allows them; Akka.NET's parser takes them for errors in objects and for empty elements in lists.
    /// </summary>
    public static string WithoutIdleCommas(string text)
    {
        var scanner = new HoconScanner(text, (_, _) => { }, (_, _) => { });
        scanner.Document("");
        if (scanner._idleCommas.Count == 0) return text;
        var blanked = text.ToCharArray();
        foreach (var at in scanner._idleCommas) blanked[at] = ' ';
        return new string(blanked);
    }

    private void Document(string prefix)
    {
        SkipBlanks();
        if (Current == '{') _at++;
        Fields(prefix);
    }

    /// <summary>Reads the fields of an object, up to and over its closing brace. A null path means inside a list: nothing is reported.</summary>
    private void Fields(string? path)
    {
        if (++_nesting > MaxNesting) _at = _text.Length;
        while (true)
        {
            SkipBlanks();
            if (_at >= _text.Length) break;
            if (Current == '}')
            {
                _at++;
                break;
            }

            if (!Include(path) && !Field(path)) _at = _text.Length;
        }

        _nesting--;
    }

    private bool Include(string? path)
    {
        if (!Looking("include")) return false;
        var start = (_at, _line);
        _at += "include".Length;
        while (char.IsWhiteSpace(Current) || Current == '(' || char.IsAsciiLetter(Current)) Advance();
        if (Current != '"')
        {
            (_at, _line) = start;
            return false;
        }

        var name = Quoted();
        while (Current == ')' || Current == ' ') _at++;
        if (path is not null) _onInclude(path, name);
        Comma(bare: true);
        return true;
    }

    private bool Field(string? path)
    {
        var line = _line;
        var key = Key();
        if (key.Length == 0) return false;
        var full = path is null ? null : path.Length == 0 ? key : $"{path}.{key}";
        if (full is not null) _onField(full, line);
        SkipBlanks();
        var objectsOnly = Current == '{';
        if (Looking("+=")) _at += 2;
        else if (Current is '=' or ':') _at++;
        else if (!objectsOnly) return false;
        SkipBlanks();
        Value(full, objectsOnly);
        Comma(bare: objectsOnly);
        return true;
    }

    /// <summary>Steps over the comma behind an element or a field. It is idle where that has ended without it, as bare objects do.</summary>
    private void Comma(bool bare = false)
    {
        if (!bare && Current == ',')
        {
            _at++;
            return;
        }

        SkipBlanks(commas: false);
        if (Current != ',') return;
        _idleCommas.Add(_at);
        _at++;
    }

    /// <summary>A key as a dotted path; parts that hold a dot stay quoted.</summary>
    private string Key()
    {
        var parts = new List<string>();
        var part = "";
        for (; _at < _text.Length && Current is not ('=' or ':' or '{' or '\n') && !Looking("+="); Advance())
        {
            if (Current == '"')
            {
                var quoted = Quoted();
                part = part.TrimStart() + (quoted.Contains('.', StringComparison.Ordinal) ? $"\"{quoted}\"" : quoted);
                _at--;
            }
            else if (Current == '.')
            {
                parts.Add(part.Trim());
                part = "";
            }
            else
            {
                part += Current;
            }
        }

        parts.Add(part.Trim());
        return string.Join('.', parts);
    }

    /// <summary>Reads over a value; after a key without = or :, one that ends with its objects.</summary>
    private void Value(string? path, bool objectsOnly = false)
    {
        while (_at < _text.Length && Current is not ('\n' or ',' or '}' or ']') && !AtComment)
        {
            if (objectsOnly && Current is not ('{' or '$' or ' ' or '\t' or '\r')) return;
            if (Looking("\"\"\""))
            {
                Triple();
            }
            else if (Current == '"')
            {
                Quoted();
            }
            else if (Looking("${"))
            {
                while (_at < _text.Length && Current != '}') Advance();
                Advance();
            }
            else if (Current == '{')
            {
                _at++;
                Fields(path);
            }
            else if (Current == '[')
            {
                _at++;
                Elements();
            }
            else
            {
                Advance();
            }
        }
    }

    private void Elements()
    {
        if (++_nesting > MaxNesting) _at = _text.Length;
        while (true)
        {
            SkipBlanks();
            if (_at >= _text.Length) break;
            if (Current == ']')
            {
                _at++;
                break;
            }

            var before = _at;
            Value(null);
            Comma();
            if (_at == before) _at = _text.Length;
        }

        _nesting--;
    }

    private string Quoted()
    {
        var start = ++_at;
        while (_at < _text.Length && Current is not ('"' or '\n'))
        {
            if (Current == '\\') _at++;
            _at++;
        }

        var end = Math.Min(_at, _text.Length);
        _at = Math.Min(_at + 1, _text.Length);
        return _text[start..end];
    }

    private void Triple()
    {
        for (_at += 3; _at < _text.Length && !Looking("\"\"\""); Advance())
        {
        }

        _at = Math.Min(_at + 3, _text.Length);
        while (Current == '"') _at++;
    }

    private void SkipBlanks(bool commas = true)
    {
        while (_at < _text.Length)
        {
            if (AtComment)
            {
                while (_at < _text.Length && Current != '\n') _at++;
            }
            else if (char.IsWhiteSpace(Current) || Current == '\uFEFF' || (commas && Current == ','))
            {
                Advance();
            }
            else
            {
                return;
            }
        }
    }

    private void Advance()
    {
        if (Current == '\n') _line++;
        _at++;
    }

    private bool Looking(string at) => string.CompareOrdinal(_text, _at, at, 0, at.Length) == 0;
}
