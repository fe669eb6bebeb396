using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Urls;

internal sealed record TestUrl(string Href, UrlParts Parts);
