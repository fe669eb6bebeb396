using System.Text;
using ActorCrawler.Core.Tests.Conformance;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Urls;

/// <summary>The public suffix list's own cases, and the list itself.</summary>
public sealed class PublicSuffixConformanceTests
{
    [Fact]
    public void Registrable_domains_agree_with_test_psl() => ConformanceFile.Run("psl/test_psl.jsonl", item =>
    {
        var expected = item.Text("registrable_domain");
        return CaseOutcome.Equal(expected is null ? null : HostOf(expected), RegistrableDomain(HostOf(item.Text("input")!)));
    });

    [Fact]
    public void Table_answers_as_every_rule_of_the_list_says()
    {
        if (ConformanceFile.Find("psl/public_suffix_list.dat") is not { } path)
            return;
        var rules = File.ReadLines(path).Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)).ToHashSet();
        var differences = new Dictionary<string, string>();
        foreach (var rule in rules)
        {
            var name = HostOf(rule.TrimStart('!').Replace("*.", "", StringComparison.Ordinal));
            var (host, expected) = rule[0] switch
            {
                '!' => ($"x.{name}", name),
                '*' => ($"x.y.{name}", $"x.y.{name}"),
                // A name right above a wildcard rule would itself be a suffix.
                _ when rules.Contains($"*.{rule}") => (name, RegistrableDomain(name)),
                _ => ($"no-rule.at-all.{name}", $"at-all.{name}"),
            };
            var actual = RegistrableDomain(host);
            if (actual != expected)
                differences.Add(rule, $"{host}: expected {expected}, got {actual}");
        }

        Assert.True(rules.Count > 9000);
        ConformanceFile.Report("psl/public_suffix_list.dat", differences, rules.Count);
    }

    private static string? RegistrableDomain(string host)
    {
        var domain = Encoding.ASCII.GetString(PublicSuffixList.RegistrableDomain(Encoding.ASCII.GetBytes(host)));
        return domain.Length == 0 ? null : domain;
    }

    private static string HostOf(string name)
    {
        var url = TestUrls.Parse($"http://{name}/") ?? throw new InvalidOperationException($"{name} is no host");
        return url.Parts.Host<char>(url.Href).ToString();
    }
}
