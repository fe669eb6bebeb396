using System.Runtime.Serialization;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Wire.Contract;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Outputs;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Sitemaps;
using ActorCrawler.Core.Urls;
using Google.Protobuf;

namespace ActorCrawler.Actors.Wire;

/// <summary>What nodes say of themselves, and what parsers are told, as bytes.</summary>
internal static class NodeWire
{
    public static Register Of(ParseProtocol.Register register) => new()
    {
        Protocol = (uint)register.Protocol,
        Version = register.Node.Version,
        Machine = register.Node.Machine,
        Process = (uint)register.Node.ProcessId,
        Parsers = (uint)register.Node.Parsers,
        Slots = (uint)register.Credit.Slots,
        Bytes = (ulong)register.Credit.Bytes,
        LargestBody = (ulong)register.Credit.LargestBody,
        Nonce = UnsafeByteOperations.UnsafeWrap(register.Proof.Nonce),
        Challenge = UnsafeByteOperations.UnsafeWrap(register.Proof.Challenge),
        Proof = UnsafeByteOperations.UnsafeWrap(register.Proof.Proof),
    };

    public static ParseProtocol.Register From(Register register) => new(
        (int)register.Protocol,
        new WorkerNode(register.Version, register.Machine, (int)register.Process, (int)register.Parsers),
        new WorkerCredit((int)Math.Clamp(register.Slots, 1, 100_000), (long)Math.Min(register.Bytes, long.MaxValue), (long)Math.Min(register.LargestBody, long.MaxValue)),
        new WorkerProof(register.Nonce.Memory, register.Challenge.Memory, register.Proof.Memory));

    public static Welcome Of(ParseProtocol.Welcome welcome) =>
        new() { Protocol = (uint)welcome.Protocol, Fence = welcome.Fence, Setup = Of(welcome.Setup), Proof = UnsafeByteOperations.UnsafeWrap(welcome.Proof) };

    /// <exception cref="SerializationException">What the parsers are told is not there.</exception>
    public static ParseProtocol.Welcome From(Welcome welcome) => new((int)welcome.Protocol, welcome.Fence, From(welcome.Setup ?? throw new SerializationException("A welcome without a setup.")), welcome.Proof.Memory);

    public static Setup Of(ParserSetup setup)
    {
        var pages = setup.Pages;
        return new Setup
        {
            FingerprintKey = ByteString.CopyFrom(pages.FingerprintKey.AsSpan()),
            ScopeMode = (uint)pages.Scope,
            ScopeHosts = { pages.ScopeHosts.Select(h => h.Origin) },
            Include = { pages.Include },
            Exclude = { pages.Exclude },
            PatternTimeLimit = pages.PatternTimeLimit.Ticks,
            CanonicalizationRules = (uint)pages.Canonicalization.Rules,
            DropParameters = { pages.Canonicalization.DropParameters },
            KeepParameters = { pages.Canonicalization.KeepParameters },
            MaxUrlBytes = (uint)pages.MaxUrlBytes,
            Traps = Of(pages.Traps),
            ProductToken = pages.ProductToken,
            ObeyNofollow = pages.ObeyNofollow,
            LinkSources = (uint)pages.LinkSources,
            Extraction = Of(pages.Limits),
            MaxInflatedBytes = pages.MaxInflatedBytes,
            MaxInflateRatio = (uint)pages.MaxInflateRatio,
            InflateRatioFreeBytes = pages.InflateRatioFreeBytes,
            MaxContentCodings = (uint)pages.MaxContentCodings,
            FingerprintText = pages.FingerprintText,
            Sitemaps = Of(setup.Sitemaps),
            Outputs = (uint)pages.Outputs,
            CsvColumns = { pages.CsvColumns },
            MaxContentBytes = (uint)pages.MaxContentBytes,
            Fields = { pages.Fields.Rules.Select(FieldWire.Of) },
            FieldLimits = FieldWire.LimitsOf(pages.Fields),
        };
    }

    public static ParserSetup From(Setup setup) => new(
        new ParserSettings
        {
            FingerprintKey = [.. setup.FingerprintKey.Span],
            Scope = (ScopeMode)setup.ScopeMode,
            ScopeHosts = [.. setup.ScopeHosts.Select(h => new HostKey(h))],
            Include = [.. setup.Include],
            Exclude = [.. setup.Exclude],
            PatternTimeLimit = TimeSpan.FromTicks(setup.PatternTimeLimit),
            Canonicalization = new CanonicalizationSettings(
                (CanonicalizationRules)setup.CanonicalizationRules, [.. setup.DropParameters], [.. setup.KeepParameters]),
            MaxUrlBytes = (int)setup.MaxUrlBytes,
            Traps = From(setup.Traps ?? new TrapLimits()),
            ProductToken = setup.ProductToken,
            ObeyNofollow = setup.ObeyNofollow,
            LinkSources = (LinkSources)setup.LinkSources,
            Limits = From(setup.Extraction ?? new Extraction()),
            MaxInflatedBytes = setup.MaxInflatedBytes,
            MaxInflateRatio = (int)setup.MaxInflateRatio,
            InflateRatioFreeBytes = setup.InflateRatioFreeBytes,
            MaxContentCodings = (int)setup.MaxContentCodings,
            FingerprintText = setup.FingerprintText,
            Outputs = (PageOutputs)setup.Outputs,
            CsvColumns = [.. setup.CsvColumns],
            MaxContentBytes = (int)setup.MaxContentBytes,
            Fields = FieldWire.From(setup.Fields, setup.FieldLimits ?? new FieldLimits()),
        },
        From(setup.Sitemaps ?? new SitemapLimits()));

    private static TrapLimits Of(TrapSettings traps)
    {
        var limits = new TrapLimits();
        if (traps.MaxUrlLength is { } url) limits.UrlLength = (uint)url;
        if (traps.MaxPathSegments is { } segments) limits.PathSegments = (uint)segments;
        if (traps.MaxRepeatedSegments is { } repeated) limits.RepeatedSegments = (uint)repeated;
        if (traps.MaxQueryLength is { } query) limits.QueryLength = (uint)query;
        if (traps.MaxParameters is { } parameters) limits.Parameters = (uint)parameters;
        if (traps.CalendarMonthsAhead is { } ahead) limits.CalendarMonthsAhead = (uint)ahead;
        if (traps.CalendarMonthsBehind is { } behind) limits.CalendarMonthsBehind = (uint)behind;
        if (traps.MaxLoops is { } loops) limits.Loops = (uint)loops;
        return limits;
    }

    private static TrapSettings From(TrapLimits limits) => new(
        limits.HasUrlLength ? (int)limits.UrlLength : null,
        limits.HasPathSegments ? (int)limits.PathSegments : null,
        limits.HasRepeatedSegments ? (int)limits.RepeatedSegments : null,
        limits.HasQueryLength ? (int)limits.QueryLength : null,
        limits.HasParameters ? (int)limits.Parameters : null,
        limits.HasCalendarMonthsAhead ? (int)limits.CalendarMonthsAhead : null,
        limits.HasCalendarMonthsBehind ? (int)limits.CalendarMonthsBehind : null,
        limits.HasLoops ? (int)limits.Loops : null);

    private static Extraction Of(ExtractionLimits limits) => new()
    {
        Links = (uint)limits.MaxLinks,
        Headings = (uint)limits.MaxHeadings,
        Metas = (uint)limits.MaxMetas,
        Hreflangs = (uint)limits.MaxHreflangs,
        TextBytes = (uint)limits.MaxTextBytes,
        MetaBytes = (uint)limits.MaxMetaBytes,
        AnchorTextBytes = (uint)limits.MaxAnchorTextBytes,
        HrefBytes = (uint)limits.MaxHrefBytes,
        JsonLdBytes = (uint)limits.MaxJsonLdBytes,
        Attributes = (uint)limits.MaxAttributes,
    };

    private static ExtractionLimits From(Extraction limits) => new()
    {
        MaxLinks = (int)limits.Links,
        MaxHeadings = (int)limits.Headings,
        MaxMetas = (int)limits.Metas,
        MaxHreflangs = (int)limits.Hreflangs,
        MaxTextBytes = (int)limits.TextBytes,
        MaxMetaBytes = (int)limits.MetaBytes,
        MaxAnchorTextBytes = (int)limits.AnchorTextBytes,
        MaxHrefBytes = (int)limits.HrefBytes,
        MaxJsonLdBytes = (int)limits.JsonLdBytes,
        MaxAttributes = (int)limits.Attributes,
    };

    private static SitemapLimits Of(SitemapSettings sitemaps) => new()
    {
        Urls = (uint)sitemaps.MaxUrls,
        Bytes = sitemaps.MaxBytes,
        UrlBytes = (uint)sitemaps.MaxUrlBytes,
        OnlyOwnLocation = sitemaps.OnlyOwnLocation,
        OnlyKnownNamespace = sitemaps.OnlyKnownNamespace,
    };

    private static SitemapSettings From(SitemapLimits limits) => new()
    {
        MaxUrls = (int)limits.Urls,
        MaxBytes = limits.Bytes,
        MaxUrlBytes = (int)limits.UrlBytes,
        OnlyOwnLocation = limits.OnlyOwnLocation,
        OnlyKnownNamespace = limits.OnlyKnownNamespace,
    };
}
