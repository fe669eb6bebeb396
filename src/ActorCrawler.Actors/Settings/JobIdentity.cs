using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ActorCrawler.Actors.Settings;

/// <summary>
/// Writes what makes a job that job: start URLs, scope and URL rules. They decided which URLs are stored and which were left out, so
/// they may not change on resume; everything else may. One line per part, <c>name = value</c>; the store compares.
/// </summary>
internal static class JobIdentity
{
    /// <summary>Start URLs beyond this many are told by their number and a hash.</summary>
    private const int MaxNamed = 20;

    public static string Of(IReadOnlyList<StartUrl> startUrls, IEnumerable<EffectiveSetting> rules)
    {
        var lines = new StringBuilder().Append(CultureInfo.InvariantCulture, $"start URLs = {Describe(startUrls)}\n");
        foreach (var rule in rules.OrderBy(r => r.Key, StringComparer.Ordinal))
            lines.Append(CultureInfo.InvariantCulture, $"{rule.Key} = {(rule.IsList ? $"[{string.Join(", ", rule.Values.Select(HoconText.Quote))}]" : rule.Values[0])}\n");
        return lines.ToString();
    }

    private static string Describe(IReadOnlyList<StartUrl> startUrls)
    {
        // Their order does not matter. A guessed scheme shows by its absence.
        var texts = startUrls.Select(u => u.SchemeGuessed ? u.Url["https://".Length..] : u.Url).Order(StringComparer.Ordinal).ToList();
        if (texts.Count <= MaxNamed) return string.Join(" ", texts);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts))));
        return string.Create(CultureInfo.InvariantCulture, $"{texts.Count} URLs, the first of them {texts[0]}, sha256 {hash[..16]}");
    }
}
