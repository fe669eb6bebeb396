using ActorCrawler.Core.Pages;

namespace ActorCrawler.Actors.Parsing;

/// <summary>Makes the parsers of pages: for crawls, for single pages and for archives alike.</summary>
internal static class PageParsers
{
    /// <summary>A parser whose rules keep to their time limit.</summary>
    /// <exception cref="ArgumentException">The settings are wrong: they are checked before they come here.</exception>
    public static PageParser Make(ParserSettings settings) => new(settings, Clock);

    /// <summary>The time from any start.</summary>
    public static TimeSpan Clock() => TimeProvider.System.GetElapsedTime(0);
}
