using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Sitemaps;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Actors.Settings;

/// <summary>Reads <c>parse</c>.</summary>
internal static class ParserSection
{
    private const int AnchorTexts = 1024;

    private static readonly Dictionary<string, LinkSources> Sources = new()
    {
        ["anchor"] = LinkSources.Anchor,
        ["area"] = LinkSources.Area,
        ["refresh"] = LinkSources.Refresh,
        ["media"] = LinkSources.Media,
        ["srcset"] = LinkSources.Srcset,
        ["link"] = LinkSources.Link,
        ["script"] = LinkSources.Script,
        ["frame"] = LinkSources.Frame,
        ["form"] = LinkSources.Form,
    };

    /// <summary>The settings, without what only the job knows: its fingerprint key and the hosts of its scope.</summary>
    public static ParserSettings Read(SettingsReader reader, ScopeSettings scope, CanonicalizationSettings urls, UserAgent userAgent, DuplicateSettings duplicates, OutputSettings outputs)
    {
        var maxUrlBytes = (int)reader.Size("parse.max-url-size", 1, 65_535);
        return new ParserSettings
        {
            FingerprintKey = [],
            ScopeHosts = [],
            Scope = scope.Mode,
            Include = [.. scope.Include.Select(p => p.Text)],
            Exclude = [.. scope.Exclude.Select(p => p.Text)],
            PatternTimeLimit = scope.PatternTimeLimit,
            Canonicalization = urls,
            MaxUrlBytes = maxUrlBytes,
            Traps = ScopeSection.ReadTraps(reader, maxUrlBytes),
            ProductToken = userAgent.ProductToken,
            ObeyNofollow = reader.Switch("parse.obey-nofollow"),
            LinkSources = reader.List("parse.link-sources", t => Sources.ContainsKey(t) ? null : $"one of {string.Join(", ", Sources.Keys)} is expected")
                .Aggregate(LinkSources.None, (all, name) => all | Sources.GetValueOrDefault(name)),
            Limits = ReadLimits(reader, outputs),
            MaxInflatedBytes = reader.Size("parse.max-inflated-size", 1, int.MaxValue),
            MaxInflateRatio = (int)(reader.OptionalCount("parse.max-inflate-ratio", 1, 1_000_000) ?? 0),
            InflateRatioFreeBytes = reader.Size("parse.inflate-ratio-free-size", 0, int.MaxValue),
            MaxContentCodings = reader.Int("parse.max-content-codings", 1, 100),
            FingerprintText = duplicates.MaxDistance is not null,
            Outputs = OutputSection.OfPages(outputs),
            CsvColumns = [.. outputs.CsvColumns],
            MaxContentBytes = outputs.MaxContentBytes,
            Fields = ExtractionSection.Read(reader),
        };
    }

    /// <summary>Reads <c>duplicates</c>, but for whether they are followed.</summary>
    public static DuplicateSettings ReadDuplicates(SettingsReader reader)
    {
        var marking = reader.Choice("duplicates.mark", ("off", DuplicateMarking.Off), ("same", DuplicateMarking.Same), ("similar", DuplicateMarking.Similar));
        var distance = reader.Int("duplicates.max-distance", 0, DuplicateIndex.GreatestDistance);
        var memory = reader.Size("duplicates.memory", 1 << 20, 1L << 33);
        return new DuplicateSettings(marking != DuplicateMarking.Off, marking == DuplicateMarking.Similar ? distance : null, memory);
    }

    /// <summary>How sitemaps are read.</summary>
    public static SitemapSettings ReadSitemaps(SettingsReader reader, ParserSettings pages) => new()
    {
        MaxUrls = reader.Int("parse.max-sitemap-urls", 1, 10_000_000),
        MaxBytes = reader.Size("parse.max-sitemap-size", 1024, int.MaxValue),
        MaxUrlBytes = pages.MaxUrlBytes,
    };

    private static ExtractionLimits ReadLimits(SettingsReader reader, OutputSettings outputs) => new()
    {
        MaxLinks = reader.Int("parse.max-links", 0, 10_000_000),
        MaxHeadings = reader.Int("parse.max-headings", 0, 1_000_000),
        MaxMetas = reader.Int("parse.max-metas", 0, 1_000_000),
        MaxHreflangs = reader.Int("parse.max-hreflangs", 0, 1_000_000),
        MaxTextBytes = (int)reader.Size("parse.max-text-size", 0, 16 << 20),
        MaxMetaBytes = (int)reader.Size("parse.max-meta-size", 0, 16 << 20),
        MaxAnchorTextBytes = (int)(reader.AutoSize("parse.max-anchor-text-size", 0, 1 << 20) ?? (outputs.NeedsLinks ? AnchorTexts : 0)),
        MaxHrefBytes = (int)reader.Size("parse.max-href-size", 0, 1 << 20),
        MaxJsonLdBytes = (int)reader.Size("parse.max-json-ld-size", 0, 64 << 20),
        MaxAttributes = reader.Int("parse.max-attributes", 0, 100_000),
    };
}
