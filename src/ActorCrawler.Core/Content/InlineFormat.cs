using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Content;

/// <summary>How words are formatted: what is open of links, strong text, emphasis and code.</summary>
internal readonly record struct InlineFormat
{
    /// <summary>Whether the words are the text of a link.</summary>
    public bool IsLink { get; init; }

    /// <summary>Where that points.</summary>
    public TextRange Link { get; init; }

    public int Strong { get; init; }

    public int Emphasis { get; init; }

    public int Code { get; init; }

    public bool IsStrong => Strong > 0;

    public bool IsEmphasis => Emphasis > 0;

    public bool IsCode => Code > 0;
}
