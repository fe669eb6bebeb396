using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Tests.Conformance;

namespace ActorCrawler.Core.Tests.Html;

/// <summary>The values of attributes that have a grammar of their own: refresh and srcset.</summary>
public sealed class SmallGrammarConformanceTests
{
    [Fact]
    public void Meta_refresh_is_read_as_the_standard_says() => ConformanceFile.Run("html/meta_refresh_wpt.jsonl", item =>
    {
        var input = Encoding.UTF8.GetBytes(item.Text("input")!);
        var expected = item.GetProperty("expect");
        var isExpected = expected.ValueKind == JsonValueKind.Object;
        if (!MetaRefresh.TryParse(input, out var refresh))
            return isExpected ? CaseOutcome.Differs("no refresh found") : CaseOutcome.Passed;
        if (!isExpected)
            return CaseOutcome.Differs("a refresh found");
        // The suite shows URLs as the URL parser leaves them: tabs and line ends removed, spaces around trimmed.
        var url = refresh.UrlStart < 0 ? null : Encoding.UTF8.GetString(input, refresh.UrlStart, refresh.UrlLength);
        url = url?.Replace("\t", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Trim(' ', '\f');
        return CaseOutcome.Equal(
            $"{expected.GetProperty("seconds").GetInt32()} {expected.Text("url")}", string.Create(CultureInfo.InvariantCulture, $"{refresh.Seconds} {url}"));
    });

    [Fact]
    public void Srcset_candidates_are_those_of_the_standard() => ConformanceFile.Run("html/srcset_wpt.jsonl", item =>
        CaseOutcome.Equal(item.Text("expect_selected"), SelectAtDensityOne(Encoding.UTF8.GetBytes(item.Text("srcset")!))));

    // HTML standard, "select an image source" with a density of 1, and "normalize the source densities" with a viewport so wide that every
    // width descriptor means less than that.
    private static string SelectAtDensityOne(byte[] srcset)
    {
        var reader = new SrcsetReader(srcset);
        var candidates = new List<(string Url, double Density)>();
        while (reader.Read())
        {
            var density = reader.Density ?? (reader.Width is { } width ? width / 100_000.0 : 1);
            if (candidates.All(c => c.Density != density))
                candidates.Add((Encoding.UTF8.GetString(reader.Url), density));
        }
        if (candidates.Count == 0)
            return "";
        var enough = candidates.Where(c => c.Density >= 1).ToList();
        return enough.Count > 0 ? enough.MinBy(c => c.Density).Url : candidates.MaxBy(c => c.Density).Url;
    }
}
