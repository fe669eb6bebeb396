using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Known;

/// <summary>
/// Which URLs are known, and under which number: exact. Beside the number stands the depth at which the URL was known last, so that only
/// a link that really is a shorter path costs a look into the tables.
/// </summary>
internal sealed class KnownUrls
{
    private readonly Statement _find;

    private readonly Statement _put;

    internal KnownUrls(Database database)
    {
        _find = database.Prepare("SELECT value FROM known WHERE high=?1 AND low=?2");
        _put = database.Prepare("INSERT OR REPLACE INTO known VALUES(?1, ?2, ?3)");
    }

    /// <summary>Fills in what is known of each; they must be in ascending order and without repetition.</summary>
    internal void Find(Span<Candidate> sorted)
    {
        foreach (ref var candidate in sorted)
            candidate.Known = Find(new Fingerprint(candidate.High, candidate.Low)) is { Exists: true } known ? known.Bound : Candidate.Unknown;
    }

    /// <summary>What is known of one URL; <see cref="KnownUrl.None"/> when nothing is.</summary>
    internal KnownUrl Find(Fingerprint print)
    {
        var known = _find.Bind(1, (long)print.High).Bind(2, (long)print.Low).Step() ? new KnownUrl(_find.Int64(0)) : KnownUrl.None;
        _find.Reset();
        return known;
    }

    /// <summary>Enters a URL, or a smaller depth of a known one, as part of the open transaction.</summary>
    internal void Put(Fingerprint print, KnownUrl known) => _put.Bind(1, (long)print.High).Bind(2, (long)print.Low).Bind(3, known.Packed).Run();
}
