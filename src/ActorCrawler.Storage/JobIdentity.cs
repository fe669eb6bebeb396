namespace ActorCrawler.Storage;

/// <summary>Compares what a job was created for with what is asked of it now.</summary>
internal static class JobIdentity
{
    /// <summary>Makes sure that both texts name the same crawl.</summary>
    /// <exception cref="JobDirectoryException">They differ; the message names the lines.</exception>
    internal static void Check(string stored, string asked, string directory)
    {
        if (stored == asked) return;
        var before = Lines(stored);
        var now = Lines(asked);
        var differences = before.Keys.Union(now.Keys).Where(name => before.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal)
            .Select(name => $"{name} was {Show(before.GetValueOrDefault(name))}, now {Show(now.GetValueOrDefault(name))}")
            .ToList();
        if (differences.Count == 0) return;
        throw new JobDirectoryException(
            JobDirectoryError.OtherCrawl,
            $"{directory} holds another crawl: {string.Join("; ", differences)}. Use another --out, or --fresh to start anew beside it.");
    }

    private static Dictionary<string, string> Lines(string text)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var split = line.Split('=', 2, StringSplitOptions.TrimEntries);
            var value = split.Length == 2 ? split[1] : "";
            lines[split[0]] = lines.TryGetValue(split[0], out var earlier) ? $"{earlier} {value}" : value;
        }

        return lines;
    }

    private static string Show(string? value) => value switch
    {
        null or "" => "not set",
        { Length: > 120 } => $"'{value[..117]}...'",
        _ => $"'{value}'",
    };
}
