namespace ActorCrawler.Core.Encodings;

/// <summary>From what an encoding was told, in the order in which it counts.</summary>
public enum CharsetSource : byte
{
    /// <summary>The byte order mark.</summary>
    ByteOrderMark,

    /// <summary>The charset parameter of Content-Type.</summary>
    Http,

    /// <summary>A meta element within the first 1024 bytes.</summary>
    Meta,

    /// <summary>The XML declaration, or the way its first characters are encoded.</summary>
    XmlDeclaration,

    /// <summary>Nothing declared: the bytes are UTF-8, and not only ASCII.</summary>
    Content,

    /// <summary>Nothing declared and nothing to go by.</summary>
    Fallback,
}
