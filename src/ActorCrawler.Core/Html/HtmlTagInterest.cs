namespace ActorCrawler.Core.Html;

/// <summary>Which tags of an element a consumer of the tokeniser wants to see.</summary>
[Flags]
internal enum HtmlTagInterest : byte
{
    None = 0,
    Start = 1,
    End = 2,
}
