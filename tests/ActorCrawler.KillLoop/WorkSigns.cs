using ActorCrawler.Simulator;
using ActorCrawler.Storage;

namespace ActorCrawler.KillLoop;

/// <summary>By what a crawl is seen to be at work: the server's log, or, where the server is somebody else's, what it writes.</summary>
internal sealed class WorkSigns(AccessLog? log, string job)
{
    /// <summary>A number that rises with the work.</summary>
    internal long Count => log?.Begun ?? RowFile.Length(job, JobDirectory.PagesFile);

    /// <summary>Whether a request is under way at the server; always true where its log cannot be asked.</summary>
    internal bool InFlight => log is null || log.InFlight > 0;

    /// <summary>The log's clock; zero where there is none.</summary>
    internal TimeSpan Now => log?.Now ?? TimeSpan.Zero;
}
