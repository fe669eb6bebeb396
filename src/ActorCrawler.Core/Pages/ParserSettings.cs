using System.Collections.Immutable;
using ActorCrawler.Core.Fields;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Outputs;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Pages;

/// <summary>How pages are parsed: plain data, so that it can be sent to other processes.</summary>
public sealed record ParserSettings
{
    /// <summary>The key of the job's fingerprints, <see cref="Fingerprinter.KeySize"/> bytes.</summary>
    public required ImmutableArray<byte> FingerprintKey { get; init; }

    /// <summary>How far the crawl goes from the hosts of its start URLs.</summary>
    public required ScopeMode Scope { get; init; }

    /// <summary>The hosts of the start URLs, and those that joined them.</summary>
    public required ImmutableArray<HostKey> ScopeHosts { get; init; }

    /// <summary>Regular expressions of which a link must match one; none: all do.</summary>
    public required ImmutableArray<string> Include { get; init; }

    /// <summary>Regular expressions that keep a link out.</summary>
    public required ImmutableArray<string> Exclude { get; init; }

    /// <summary>The longest that one of them may take on one link; positive.</summary>
    public required TimeSpan PatternTimeLimit { get; init; }

    /// <summary>How links are brought into their one form.</summary>
    public required CanonicalizationSettings Canonicalization { get; init; }

    /// <summary>The longest canonical URL that is queued, in bytes; 1 to 65,535.</summary>
    public required int MaxUrlBytes { get; init; }

    /// <summary>The limits by which endless URLs are recognised; off when not given.</summary>
    public TrapSettings Traps { get; init; } = TrapSettings.Off;

    /// <summary>The crawler's name in robots rules, for meta robots and X-Robots-Tag.</summary>
    public required string ProductToken { get; init; }

    /// <summary>Whether nofollow (of a link, meta robots or X-Robots-Tag) keeps links inside the scope from the queue.</summary>
    public required bool ObeyNofollow { get; init; }

    /// <summary>Where links are taken from.</summary>
    public required LinkSources LinkSources { get; init; }

    /// <summary>How much is kept of a page.</summary>
    public required ExtractionLimits Limits { get; init; }

    /// <summary>Inflated bytes at most; a body that goes beyond is not parsed. Above 0.</summary>
    public required long MaxInflatedBytes { get; init; }

    /// <summary>Inflated bytes for one received byte at most; 0 for no limit.</summary>
    public required int MaxInflateRatio { get; init; }

    /// <summary>Inflated bytes up to which the ratio does not matter.</summary>
    public required long InflateRatioFreeBytes { get; init; }

    /// <summary>Content codings stacked on one body that are undone; above 0.</summary>
    public required int MaxContentCodings { get; init; }

    /// <summary>Whether the fingerprint of the text is worked out.</summary>
    public required bool FingerprintText { get; init; }

    /// <summary>The outputs whose rows are made beside that of pages.jsonl; none when not given.</summary>
    public PageOutputs Outputs { get; init; }

    /// <summary>The names of the CSV output's columns (<see cref="CsvColumn"/>).</summary>
    public ImmutableArray<string> CsvColumns { get; init; } = [];

    /// <summary>Bytes kept of a page's main content, where that is an output.</summary>
    public int MaxContentBytes { get; init; }

    /// <summary>The user's rules; none when not given.</summary>
    public FieldSettings Fields { get; init; } = FieldSettings.None;
}
