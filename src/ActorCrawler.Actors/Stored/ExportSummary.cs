namespace ActorCrawler.Actors.Stored;

/// <summary>What an export came to.</summary>
/// <param name="Files">The files written.</param>
/// <param name="Notes">What whoever reads them should know.</param>
public sealed record ExportSummary(IReadOnlyList<OutputFile> Files, IReadOnlyList<string> Notes);
