using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Wire.Contract;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Outputs;
using ActorCrawler.Core.Pages;
using Google.Protobuf;

namespace ActorCrawler.Actors.Wire;

/// <summary>Reports as bytes. What arrives is checked here once, so that storage may rely on it.</summary>
internal static class ReportWire
{
    private const int HashSize = 32;

    public static Result Of(ParseProtocol.Parsed parsed)
    {
        var result = new Result { Lease = parsed.LeaseId, Fence = parsed.Fence };
        switch (parsed.Report)
        {
            case null: result.TooLarge = new TooLarge(); break;
            case ParseReport.Page page:
                result.Page = new Page
                {
                    Row = UnsafeByteOperations.UnsafeWrap(page.Row),
                    Links = UnsafeByteOperations.UnsafeWrap(page.Links),
                    ExternalLinks = (uint)page.ExternalLinks,
                    Size = (ulong)page.Size,
                    ContentHash = UnsafeByteOperations.UnsafeWrap(page.ContentHash),
                    Indexable = page.Indexable,
                    TextFingerprint = page.TextFingerprint,
                    FieldProblems = (uint)page.FieldProblems,
                    Outputs =
                    {
                        page.Outputs.Select(o => new OutputRows { Name = o.Output, Rows = UnsafeByteOperations.UnsafeWrap(o.Bytes), Count = (uint)o.Count }),
                    },
                };
                break;
            case ParseReport.Sitemap sitemap:
                result.Sitemap = new Sitemap
                {
                    Entries = UnsafeByteOperations.UnsafeWrap(sitemap.Entries),
                    Sitemaps = { sitemap.Sitemaps },
                    ExternalLinks = (uint)sitemap.ExternalLinks,
                    Size = (ulong)sitemap.Size,
                };
                if (sitemap.Detail is { } detail) result.Sitemap.Detail = detail;
                break;
            case ParseReport.NotHtml other: result.NotHtml = new NotHtml { Size = (ulong)other.Size }; break;
            case ParseReport.Failed failed: result.Failed = new Failed { Reason = (uint)failed.Reason, Detail = failed.Detail }; break;
            default: throw new InvalidOperationException($"A {parsed.Report.GetType().Name} does not travel.");
        }

        return result;
    }

    /// <summary>Bytes that a report takes on its way, but for what is small.</summary>
    public static long SizeOf(ParseReport report) => report switch
    {
        ParseReport.Page page => page.Row.Length + (long)page.Links.Length + page.Outputs.Sum(o => (long)o.Bytes.Length),
        ParseReport.Sitemap sitemap => sitemap.Entries.Length + sitemap.Sitemaps.Sum(s => 4L + s.Length),
        _ => 0,
    };

    public static ParseProtocol.Parsed From(Result result) => new(result.Lease, result.Fence, result.ReportCase switch
    {
        Result.ReportOneofCase.Page => From(result.Page),
        Result.ReportOneofCase.Sitemap when LinkBlock.IsValid(result.Sitemap.Entries.Span) => new ParseReport.Sitemap(
            result.Sitemap.Entries.Memory,
            [.. result.Sitemap.Sitemaps],
            (int)result.Sitemap.ExternalLinks,
            (long)result.Sitemap.Size,
            result.Sitemap.HasDetail ? result.Sitemap.Detail : null),
        Result.ReportOneofCase.NotHtml => new ParseReport.NotHtml((long)result.NotHtml.Size),
        Result.ReportOneofCase.Failed when Enum.IsDefined((Reason)result.Failed.Reason) && ((Reason)result.Failed.Reason).State() == UrlState.Failed =>
            new ParseReport.Failed((Reason)result.Failed.Reason, result.Failed.Detail),
        Result.ReportOneofCase.TooLarge => null,
        _ => Broken(),
    });

    private static ParseReport From(Page page) =>
        page.Row.Length > 0 && page.Row[^1] == '\n' && page.ContentHash.Length == HashSize && LinkBlock.IsValid(page.Links.Span) && page.Outputs.All(IsValid)
            ? new ParseReport.Page(page.Row.Memory, page.Links.Memory, (int)page.ExternalLinks, (long)page.Size, page.ContentHash.Memory, page.Indexable)
            {
                TextFingerprint = page.TextFingerprint,
                FieldProblems = (int)page.FieldProblems,
                Outputs = page.Outputs.Count == 0 ? [] : [.. page.Outputs.Select(o => new OutputRow(o.Name, o.Rows.Memory, (int)o.Count))],
            }
            : Broken();

    private static bool IsValid(OutputRows rows) =>
        rows.Name is OutputNames.Csv or OutputNames.Links or OutputNames.Text or OutputNames.Markdown
        && rows.Rows.Length > 0 && rows.Rows[^1] == '\n' && rows.Count is > 0 and < int.MaxValue;

    private static ParseReport.Failed Broken() => new(Reason.ParserError, "the parser node answered with something that is no report");
}
