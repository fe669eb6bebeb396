namespace ActorCrawler.Core.Encodings;

/// <summary>In what encoding a document is to be read.</summary>
/// <param name="Encoding">The encoding.</param>
/// <param name="Source">From what it was told.</param>
/// <param name="BomLength">The bytes of the byte order mark, which are no text; 0 when there is none.</param>
public readonly record struct CharsetDecision(WebEncoding Encoding, CharsetSource Source, int BomLength);
