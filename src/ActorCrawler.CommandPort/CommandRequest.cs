namespace ActorCrawler.CommandPort;

/// <summary>A command with its arguments.</summary>
/// <param name="Palette">Whose.</param>
/// <param name="Command">Which.</param>
/// <param name="Arguments">Switches with their values.</param>
public sealed record CommandRequest(string Palette, string Command, IReadOnlyList<(string Switch, string Value)> Arguments);
