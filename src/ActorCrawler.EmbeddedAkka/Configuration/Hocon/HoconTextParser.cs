namespace Akka.Configuration.Hocon;

/// <summary>Reads HOCON text into nodes.</summary>
internal sealed class HoconTextParser
{
    private const int MaxNesting = 100;

    private readonly HoconCursor _cursor;
    private readonly Func<string, HoconRoot?>? _includeCallback;
    private readonly List<HoconReference> _references;

    /// <summary>The keys from the root to the value that is being read, each with its node.</summary>
    private readonly List<(string Key, HoconNode Node)> _open;

    /// <summary>How many of the open keys belong to including files.</summary>
    private readonly int _includedAt;
    private int _nesting;

    private HoconTextParser(HoconCursor cursor, Func<string, HoconRoot?>? includeCallback, HoconTextParser? includer)
    {
        _cursor = cursor;
        _includeCallback = includeCallback;
        _references = includer?._references ?? [];
        _open = includer?._open ?? [];
        _includedAt = _open.Count;
        _nesting = includer?._nesting + 1 ?? 0;
        if (_nesting > MaxNesting)
            throw cursor.Error("includes go round in a circle or are nested too deeply");
    }

    /// <exception cref="FormatException">The text is no HOCON; the message names the line.</exception>
    public static HoconDocument Parse(string text, Func<string, HoconRoot?>? includeCallback)
    {
        var parser = new HoconTextParser(new HoconCursor(text, null), includeCallback, null);
        var fields = new HoconFields([]);
        var root = new HoconNode(null) { Parts = { fields } };
        parser.ReadDocument(fields);
        return new HoconDocument(root, parser._references);
    }

    private void ReadDocument(HoconFields fields)
    {
        _cursor.SkipBlanksAndComments();
        if (_cursor.Take("{"))
        {
            ReadFields(fields, '}');
            _cursor.SkipBlanksAndComments();
            if (!_cursor.AtEnd)
                throw _cursor.Error("nothing may follow the closing brace of the file");
        }
        else
        {
            ReadFields(fields, '\0');
        }
    }

    private void ReadFields(HoconFields fields, char end)
    {
        for (var opened = _cursor.Line; ;)
        {
            _cursor.SkipBlanksAndComments();
            if (_cursor.AtEnd)
            {
                if (end != '\0')
                    throw _cursor.Error($"the brace that line {opened} opens is never closed");
                return;
            }

            if (_cursor.Peek == '}' && end == '}')
            {
                _cursor.Take("}");
                return;
            }

            if (HoconInclude.Read(_cursor) is { } include)
                Include(include, fields);
            else
                ReadField(fields);
            _cursor.SkipBlanksAndComments();
            _cursor.Take(",");
        }
    }

    private void ReadField(HoconFields fields)
    {
        var depth = _open.Count;
        var path = _cursor.ReadPath();
        for (var i = 0; i < path.Length - 1; i++)
        {
            var (between, inner) = ObjectAt(fields, path[i]);
            _open.Add((path[i], between));
            fields = inner;
        }

        var key = path[^1];
        _cursor.SkipBlanksAndComments();
        var earlier = fields.Items.GetValueOrDefault(key);
        var node = new HoconNode(earlier);
        _open.Add((key, node));
        if (_cursor.Peek == '{')
        {
            ReadParts(node, fields, key, objectsOnly: true);
        }
        else if (_cursor.Take("+="))
        {
            node.Parts.Add(Reference(new HoconSubstitution([.. _open[_includedAt..].Select(o => o.Key)], Optional: true)));
            var element = new HoconNode(null);
            ReadParts(element, null, key);
            node.Parts.Add(new HoconElements([element]));
        }
        else if (_cursor.Take("=") || _cursor.Take(":"))
        {
            _cursor.SkipBlanksAndComments();
            ReadParts(node, fields, key);
        }
        else
        {
            throw _cursor.Error($"'=', ':', '+=' or '{{' is expected after the key {key}");
        }

        // A value without substitutions hides what was there; an object written into the earlier one is there already.
        if (node.Parts.TrueForAll(p => p is HoconText or HoconElements))
            node.Earlier = null;
        if (node.Parts is not [HoconFields own] || earlier?.Parts is not [HoconFields there] || !ReferenceEquals(own, there))
            fields.Items[key] = node;
        _open.RemoveRange(depth, _open.Count - depth);
    }

    /// <summary>The object at a key, to be written into: the one that is there, or a new one over what is there.</summary>
    private static (HoconNode Node, HoconFields Fields) ObjectAt(HoconFields fields, string key)
    {
        if (fields.Items.GetValueOrDefault(key) is { Parts: [HoconFields there] } node)
            return (node, there);
        var made = new HoconFields([]);
        var over = new HoconNode(fields.Items.GetValueOrDefault(key)) { Parts = { made } };
        fields.Items[key] = over;
        return (over, made);
    }

    private void ReadParts(HoconNode node, HoconFields? owner, string key, bool objectsOnly = false)
    {
        if (++_nesting > MaxNesting)
            throw _cursor.Error($"more than {MaxNesting} levels of nesting");
        while (true)
        {
            var blank = _cursor.TakeSpaces();
            var next = _cursor.Peek;
            if (_cursor.AtEnd || next is '\n' or '\r' or ',' or '}' or ']' || _cursor.AtComment || (objectsOnly && node.Parts.Count > 0 && next is not ('{' or '$')))
                break;
            if (blank.Length > 0 && node.Parts.Count > 0)
                node.Parts.Add(new HoconText(blank, Blank: true));
            node.Parts.Add(ReadPart(node, owner, key));
        }

        if (node.Parts.Count == 0)
            throw _cursor.Error($"a value is expected for {key}");
        if (node.Parts.Count > 1)
            node.Where = _cursor.Where;
        _nesting--;
    }

    private HoconPart ReadPart(HoconNode node, HoconFields? owner, string key)
    {
        if (_cursor.Take("{"))
        {
            // Written into the object that is there already, unless something stands before it in this value.
            if (node.Parts.Count == 0 && owner?.Items.GetValueOrDefault(key) is { Parts: [HoconFields there] } existing)
            {
                _open[^1] = (key, existing);
                ReadFields(there, '}');
                _open[^1] = (key, node);
                return there;
            }

            var made = new HoconFields([]);
            ReadFields(made, '}');
            return made;
        }

        if (_cursor.Take("["))
            return ReadElements(key);
        if (_cursor.Take("${"))
            return Reference(_cursor.ReadSubstitution());
        return new HoconText(_cursor.Peek == '"' ? _cursor.ReadQuoted() : _cursor.ReadUnquoted());
    }

    private HoconElements ReadElements(string key)
    {
        var elements = new HoconElements([]);
        for (var opened = _cursor.Line; ;)
        {
            _cursor.SkipBlanksAndComments();
            if (_cursor.AtEnd)
                throw _cursor.Error($"the list that line {opened} opens is never closed");
            if (_cursor.Take("]"))
                return elements;
            var element = new HoconNode(null);
            ReadParts(element, null, key);
            elements.Items.Add(element);
            _cursor.SkipBlanksAndComments();
            _cursor.Take(",");
        }
    }

    private HoconReference Reference(HoconSubstitution substitution)
    {
        var written = substitution.Path;
        string[] path = [.. _open.Take(_includedAt).Select(o => o.Key), .. written];
        var self = new List<(HoconNode, string[])>();
        if (path.Length >= _open.Count && path.Take(_open.Count).SequenceEqual(_open.Select(o => o.Key)))
        {
            for (var i = _open.Count - 1; i >= 0; i--)
            {
                if (_open[i].Node.Earlier is { } earlier)
                    self.Add((earlier, path[(i + 1)..]));
            }

            if (self.Count == 0)
                self.Add((new HoconNode(null), []));
        }

        var reference = new HoconReference(path, written, substitution.Optional, _cursor.Where, [.. self]);
        _references.Add(reference);
        return reference;
    }

    private void Include(HoconInclude include, HoconFields fields)
    {
        if (_includeCallback is null)
            throw _cursor.Error($"include \"{include.Name}\" is not possible here: nothing was given to find it with");
        var found = _includeCallback(include.Name);
        if (found is null && include.Required)
            throw _cursor.Error($"include \"{include.Name}\": there is no such thing");
        if (found is null)
            return;
        if (found.Text is { } text)
        {
            new HoconTextParser(new HoconCursor(text, include.Name), found.IncludeCallback, this).ReadDocument(fields);
        }
        else
        {
            foreach (var (key, value) in found.Value.GetObject()?.Items ?? [])
                fields.Items[key] = new HoconNode(fields.Items.GetValueOrDefault(key)) { Parts = { new HoconKnown(value) } };
        }
    }
}
