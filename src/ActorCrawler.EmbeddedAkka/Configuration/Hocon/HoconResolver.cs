namespace Akka.Configuration.Hocon;

/// <summary>Makes the substitutions of a document.</summary>
internal sealed class HoconResolver
{
    /// <summary>References followed from one to the next; real files need a handful.</summary>
    private const int MaxDepth = 200;

    private readonly HoconNode _root;
    private int _depth;

    private HoconResolver(HoconNode root) => _root = root;

    /// <exception cref="FormatException">A substitution leads nowhere or into itself, or pieces of different kinds are joined.</exception>
    public static HoconValue Resolve(HoconDocument document)
    {
        var resolver = new HoconResolver(document.Root);
        // Also those in values that a later assignment hides: a reference to nothing is a mistake wherever it stands.
        foreach (var reference in document.References)
            resolver.Follow(reference);
        return resolver.Evaluate(document.Root, "")!;
    }

    /// <returns>Null when the node holds nothing but undefined optional substitutions.</returns>
    private HoconValue? Evaluate(HoconNode node, string where)
    {
        if (node.Progress == HoconProgress.Done)
            return node.Value;
        if (node.Progress == HoconProgress.Running)
            throw Circle(where);
        node.Progress = HoconProgress.Running;
        var own = Join(node, where);
        node.Value = node.Earlier is { } earlier && (own is null || own.IsObject()) ? Over(Evaluate(earlier, where), own) : own;
        node.Progress = HoconProgress.Done;
        return node.Value;
    }

    private static HoconValue? Over(HoconValue? under, HoconValue? over) => (under?.GetObject(), over?.GetObject()) switch
    {
        ({ } below, { } above) => new HoconValue(HoconObject.Merge(below, above)),
        _ => over ?? under,
    };

    private HoconValue? Join(HoconNode node, string where)
    {
        HoconValue? result = null;
        var blank = "";
        foreach (var part in node.Parts)
        {
            if (part is HoconText { Blank: true } between)
            {
                blank += between.Text;
                continue;
            }

            if (EvaluatePart(part, where) is not { } next)
                continue;
            result = result is null ? (next.IsString() ? new HoconValue(blank + next.Text) : next) : Concatenate(result, blank, next, node.Where ?? where);
            blank = "";
        }

        // Akka.NET drops blanks at both ends even when they stood in quotes; a file must mean the same on both runtimes.
        return result?.Text is { } text ? new HoconValue((text + blank).Trim()) : result;
    }

    private HoconValue? EvaluatePart(HoconPart part, string where)
    {
        switch (part)
        {
            case HoconText text:
                return new HoconValue(text.Text);
            case HoconKnown known:
                return known.Value;
            case HoconReference reference:
                return Follow(reference);
            case HoconElements elements:
                return new HoconValue([.. elements.Items.Select(e => Evaluate(e, where)).OfType<HoconValue>()]);
            case HoconFields fields:
                var made = new HoconObject();
                foreach (var (key, node) in fields.Items)
                {
                    if (Evaluate(node, where) is { } value)
                        made.Items.Add(key, value);
                }

                return new HoconValue(made);
            default:
                throw new InvalidOperationException(part.GetType().Name);
        }
    }

    private static HoconValue Concatenate(HoconValue left, string blank, HoconValue right, string where)
    {
        if (left.Text is { } head && right.Text is { } tail)
            return new HoconValue(head + blank + tail);
        if (left.IsObject() && right.IsObject())
            return Over(left, right)!;
        if (!left.IsString() && !left.IsObject() && !right.IsString() && !right.IsObject())
            return new HoconValue([.. left.GetArray(), .. right.GetArray()]);
        throw new FormatException($"{where}: a string, a list and an object cannot be joined with one another.");
    }

    private HoconValue? Follow(HoconReference reference)
    {
        var found = Lookup(reference, []);
        var name = string.Join('.', reference.Written);
        found ??= Environment.GetEnvironmentVariable(name) is { } variable ? new HoconValue(variable.Trim()) : null;
        return found is null && !reference.Optional
            ? throw new FormatException($"{reference.Where}: Unresolved substitution: {name}")
            : found;
    }

    private HoconValue? Lookup(HoconReference reference, string[] below)
    {
        if (++_depth > MaxDepth)
            throw Circle(reference.Where);
        HoconValue? found = null;
        if (reference.Self.Length > 0)
        {
            foreach (var (node, remaining) in reference.Self)
                found ??= Lookup(node, [.. remaining, .. below], reference.Where);
        }
        else
        {
            found = Lookup(_root, [.. reference.Path, .. below], reference.Where);
            if (found is null && reference.Written.Length < reference.Path.Length)
                found = Lookup(_root, [.. reference.Written, .. below], reference.Where);
        }

        _depth--;
        return found;
    }

    /// <summary>
    /// Finds the value at a path without evaluating the objects on the way, so that a value may refer to its own siblings.
    /// </summary>
    private HoconValue? Lookup(HoconNode? node, string[] path, string where)
    {
        if (node is null)
            return null;
        if (path.Length == 0)
            return Evaluate(node, where);
        HoconValue? found = null;
        for (; node is not null; node = node.Earlier)
        {
            for (var i = node.Parts.Count - 1; i >= 0; i--)
            {
                if (node.Parts[i] is HoconText { Blank: true })
                    continue;
                if (node.Parts[i] is HoconText or HoconElements)
                    return found;
                var here = LookupIn(node.Parts[i], path, where);
                found = found is null ? here : Over(here, found);
                if (found is not null && !found.IsObject())
                    return found;
            }
        }

        return found;
    }

    private HoconValue? LookupIn(HoconPart part, string[] path, string where) => part switch
    {
        HoconFields fields => Lookup(fields.Items.GetValueOrDefault(path[0]), path[1..], where),
        HoconReference reference => Lookup(reference, path),
        HoconKnown known => path.Aggregate((HoconValue?)known.Value, (value, key) => value?.GetChildObject(key)),
        _ => throw new InvalidOperationException(part.GetType().Name),
    };

    private static FormatException Circle(string where) => new($"{where}: the substitution leads back to itself.");
}
