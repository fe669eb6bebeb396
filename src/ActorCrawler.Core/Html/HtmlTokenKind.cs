namespace ActorCrawler.Core.Html;

/// <summary>What <see cref="HtmlTokenizer.Read"/> found.</summary>
internal enum HtmlTokenKind : byte
{
    /// <summary>The input given so far is used up: append more.</summary>
    NeedsInput,

    /// <summary>The end of the final chunk.</summary>
    EndOfInput,

    /// <summary>Characters; a run may come in several tokens.</summary>
    Text,

    StartTag,

    EndTag,

    Comment,

    Doctype,
}
