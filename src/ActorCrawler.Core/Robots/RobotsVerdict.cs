namespace ActorCrawler.Core.Robots;

/// <summary>Whether a URL may be fetched. <see cref="RobotsRules.Explain"/> gives the deciding line's text.</summary>
/// <param name="Allowed">True when it may.</param>
/// <param name="Basis">What decided.</param>
/// <param name="Line">The number of the deciding line, counted from 1; 0 when no line decided.</param>
public readonly record struct RobotsVerdict(bool Allowed, RobotsBasis Basis, int Line)
{
    internal static RobotsVerdict NoMatch => new(true, RobotsBasis.NoMatch, 0);

    internal static RobotsVerdict RobotsTxt => new(true, RobotsBasis.RobotsTxt, 0);
}
