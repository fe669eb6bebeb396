using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ActorCrawler.Actors.Settings;

/// <summary>
/// What makes a job that job: start URLs, scope and URL rules. They decide which URLs the stored ones are, so they may not change on
/// resume; everything else may.
/// </summary>
public sealed class JobIdentity
{
    /// <summary>Start URLs beyond this many are told by their number and a hash.</summary>
    private const int MaxNamed = 20;

    private JobIdentity(string text) => Text = text;

    /// <summary>One line per part, <c>name = value</c>. Equal texts are the same job.</summary>
    public string Text { get; }

    /// <summary>Names the parts that differ, each with both values; empty when there are none.</summary>
    /// <param name="stored">The text of the job on disk.</param>
    public IReadOnlyList<string> DifferencesFrom(string stored)
    {
        var there = Parts(stored);
        var here = Parts(Text);
        return [.. there.Keys.Union(here.Keys)
            .Where(name => there.GetValueOrDefault(name) != here.GetValueOrDefault(name))
            .Select(name => $"{name}: {there.GetValueOrDefault(name, "(none)")} there, {here.GetValueOrDefault(name, "(none)")} here")];
    }

    internal static JobIdentity Of(IReadOnlyList<StartUrl> startUrls, IEnumerable<EffectiveSetting> rules)
    {
        var lines = new StringBuilder().Append(CultureInfo.InvariantCulture, $"start URLs = {Describe(startUrls)}\n");
        foreach (var rule in rules.OrderBy(r => r.Key, StringComparer.Ordinal))
            lines.Append(CultureInfo.InvariantCulture, $"{rule.Key} = {(rule.IsList ? HoconText.List(rule.Values, "").ReplaceLineEndings(" ") : rule.Values[0])}\n");
        return new JobIdentity(lines.ToString());
    }

    private static string Describe(IReadOnlyList<StartUrl> startUrls)
    {
        // Their order does not matter. A guessed scheme shows by its absence.
        var texts = startUrls.Select(u => u.SchemeGuessed ? u.Url["https://".Length..] : u.Url).Order(StringComparer.Ordinal).ToList();
        if (texts.Count <= MaxNamed) return string.Join(" ", texts);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts))));
        return string.Create(CultureInfo.InvariantCulture, $"{texts.Count} URLs, the first of them {texts[0]}, sha256 {hash[..16]}");
    }

    private static Dictionary<string, string> Parts(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(" = ", 2))
            .Where(p => p.Length == 2)
            .ToDictionary(p => p[0], p => p[1]);
}
