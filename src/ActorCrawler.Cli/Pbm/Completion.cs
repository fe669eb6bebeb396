using ActorCrawler.CommandPort;

namespace ActorCrawler.Cli.Pbm;

/// <summary>What can stand where the last word of a line stands.</summary>
internal static class Completion
{
    /// <summary>The prompt's own words.</summary>
    public static readonly IReadOnlyList<string> OwnWords = ["help", "quit"];

    /// <summary>The words that go on with what is written; none where anything may stand.</summary>
    /// <param name="line">The line up to the cursor.</param>
    /// <param name="palettes">What may be asked.</param>
    public static IReadOnlyList<string> Of(string line, IReadOnlyList<PaletteInfo> palettes)
    {
        var words = CommandWords.Split(line);
        var written = words.Count > 0 && !char.IsWhiteSpace(line[^1]) ? words[^1] : "";
        var before = written.Length > 0 ? [.. words.Take(words.Count - 1)] : words.ToList();
        if (before is ["help", ..]) before.RemoveAt(0);
        else if (before.Count == 0) return Matching(palettes.Select(p => p.Name).Concat(OwnWords), written);
        if (before.Count == 0) return Matching(palettes.Select(p => p.Name), written);
        var commands = palettes.FirstOrDefault(p => p.Name == before[0])?.Commands ?? [];
        if (before.Count == 1) return Matching(commands.Select(c => c.Name), written);
        var command = commands.FirstOrDefault(c => c.Name == before[1]);
        return command is null ? [] : Matching(command.Arguments.Where(a => !a.IsMandatory && !a.Switches.Any(before.Contains)).Select(a => a.Switches[^1]), written);
    }

    /// <summary>What all of them begin with.</summary>
    public static string CommonStart(IReadOnlyList<string> words)
    {
        var length = words.Min(w => w.Length);
        while (length > 0 && words.Any(w => w[..length] != words[0][..length])) length--;
        return words[0][..length];
    }

    private static List<string> Matching(IEnumerable<string> words, string written) =>
        [.. words.Where(w => w.StartsWith(written, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
