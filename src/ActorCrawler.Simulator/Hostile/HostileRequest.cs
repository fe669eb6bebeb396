namespace ActorCrawler.Simulator.Hostile;

/// <summary>What was asked of a hostile host.</summary>
/// <param name="Authority">The Host field: name and port.</param>
/// <param name="Path">The path, without the query.</param>
/// <param name="Query">The query without its question mark; empty when there is none.</param>
internal sealed record HostileRequest(string Authority, string Path, string Query)
{
    /// <summary>The part of the path behind a case's own path; empty when there is none, else with its slash.</summary>
    public string Rest(HostileCase own) => Path.Length > own.Path.Length ? Path[own.Path.Length..] : "";
}
