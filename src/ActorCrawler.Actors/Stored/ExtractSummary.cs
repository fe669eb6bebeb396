namespace ActorCrawler.Actors.Stored;

/// <summary>What extracting from archives came to.</summary>
/// <param name="Answers">Answers read.</param>
/// <param name="Pages">Pages among them.</param>
/// <param name="BodiesMissing">Answers whose body is in an archive that was not given.</param>
/// <param name="Problems">What could not be read, for people.</param>
public sealed record ExtractSummary(long Answers, long Pages, int BodiesMissing, IReadOnlyList<string> Problems);
