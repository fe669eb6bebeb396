namespace ActorCrawler.Actors.Settings;

/// <summary>Finds what somebody may have meant.</summary>
public static class Nearest
{
    /// <summary>The candidate with the smallest edit distance (Damerau-Levenshtein, adjacent swaps), or null when none comes close.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="candidates">What could be meant.</param>
    public static string? Find(string written, IEnumerable<string> candidates)
    {
        var limit = Math.Max(2, written.Length / 3);
        var best = candidates.Select(c => (Name: c, Distance: Distance(written, c))).Where(c => c.Distance <= limit).ToList();
        return best.Count == 0 ? null : best.MinBy(c => c.Distance).Name;
    }

    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
