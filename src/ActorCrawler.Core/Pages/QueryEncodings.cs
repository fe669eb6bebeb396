using System.Collections.Concurrent;
using System.Text;
using ActorCrawler.Core.Encodings;

namespace ActorCrawler.Core.Pages;

/// <summary>The encoder for the queries of a document's links (Encoding standard, "get an output encoding").</summary>
internal static class QueryEncodings
{
    private static readonly ConcurrentDictionary<WebEncoding, Encoding?> Known = [];

    /// <summary>Null for UTF-8, and for the encodings that no query is written in or that .NET has no encoder for.</summary>
    public static Encoding? For(WebEncoding encoding) =>
        ReferenceEquals(encoding, WebEncoding.Utf8) || encoding.IsUtf16 ? null : Known.GetOrAdd(encoding, Find);

    private static Encoding? Find(WebEncoding encoding)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(encoding.Name) ?? Encoding.GetEncoding(encoding.Name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
