namespace ActorCrawler.Simulator.Hostile;

/// <summary>One way to be hostile.</summary>
/// <param name="Path">Where it is; what lies below it is the same case.</param>
/// <param name="What">What it does, for people.</param>
/// <param name="Answer">Does it. When it returns, the connection is used again if <see cref="HostileConnection.IsWhole"/> says so, else closed.</param>
internal sealed record HostileCase(string Path, string What, Func<HostileConnection, HostileRequest, Task> Answer)
{
    /// <summary>Whether a path belongs to it.</summary>
    public bool Holds(string path) =>
        path.StartsWith(Path, StringComparison.Ordinal) && (path.Length == Path.Length || path[Path.Length] is '/');
}
