namespace ActorCrawler.Core.Frontier;

/// <summary>Where a visit of a URL stands. The numbers are stored: extend, never renumber.</summary>
public enum UrlState : byte
{
    /// <summary>Known and waiting under its host. A lease is an in-memory matter: on disk a leased URL is still queued, so a crash returns it.</summary>
    Queued = 0,

    /// <summary>Fetched and answered; see <see cref="Reason"/> for how.</summary>
    Done = 1,

    /// <summary>Tried, and given up after the retries that the settings allow.</summary>
    Failed = 2,

    /// <summary>Never fetched, by a rule.</summary>
    Excluded = 3,
}
