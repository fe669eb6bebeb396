namespace ActorCrawler.Core.Html;

/// <summary>The tokeniser states in which content is read (HTML standard, 13.2.5); the others lie within markup.</summary>
internal enum HtmlContentState : byte
{
    Data,
    Rcdata,
    RawText,
    ScriptData,
    PlainText,
    CdataSection,
}
