namespace ActorCrawler.Core.Content;

/// <summary>Gives the absolute URL for a link as it stands on a page; empty when it is no http(s) URL. Valid until the next call.</summary>
internal delegate ReadOnlySpan<byte> UrlSource(ReadOnlySpan<byte> href);
