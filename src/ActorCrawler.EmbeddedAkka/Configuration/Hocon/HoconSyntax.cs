namespace Akka.Configuration.Hocon;

/// <summary>
/// What was written for one key, before substitution. A later assignment to the same key makes a new node that remembers
/// the earlier one: an object is merged with it, an undefined <c>${?x}</c> leaves it standing, and <c>${key}</c> in the
/// later one means it.
/// </summary>
internal sealed class HoconNode(HoconNode? earlier)
{
    public HoconNode? Earlier { get; set; } = earlier;

    /// <summary>The pieces of a concatenation; one piece is the usual case.</summary>
    public List<HoconPart> Parts { get; } = [];

    /// <summary>Line and file, where there is anything to go wrong after parsing.</summary>
    public string? Where { get; set; }

    public HoconValue? Value { get; set; }

    public HoconProgress Progress { get; set; }
}

internal enum HoconProgress
{
    Untouched,
    Running,
    Done,
}

internal abstract record HoconPart;

/// <param name="Text">The characters, without quotes.</param>
/// <param name="Blank">Spaces between other pieces: they count between strings, and mean nothing between objects or lists.</param>
internal sealed record HoconText(string Text, bool Blank = false) : HoconPart;

internal sealed record HoconFields(Dictionary<string, HoconNode> Items) : HoconPart;

/// <summary>A value that came already resolved.</summary>
internal sealed record HoconKnown(HoconValue Value) : HoconPart;

internal sealed record HoconElements(List<HoconNode> Items) : HoconPart;

/// <param name="Path">The path in an included file counted from where it was included, then as written.</param>
/// <param name="Written">The path as it stands in its file.</param>
/// <param name="Optional">True for <c>${?x}</c>.</param>
/// <param name="Where">For error messages: line and file.</param>
/// <param name="Self">When the path leads to the very key that is being assigned: what was there before, nearest first,
/// each with the remaining path.</param>
internal sealed record HoconReference(
    string[] Path, string[] Written, bool Optional, string Where, (HoconNode Node, string[] Remaining)[] Self) : HoconPart;

/// <summary>A parsed text whose substitutions are still to be made.</summary>
internal sealed record HoconDocument(HoconNode Root, List<HoconReference> References);
