namespace ActorCrawler.Core.Sitemaps;

/// <summary>What an <see cref="XmlScanner"/> met.</summary>
internal enum XmlTokenKind : byte
{
    End,
    StartTag,
    EndTag,
    Text,
    CData,
}
