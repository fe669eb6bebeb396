namespace ActorCrawler.Http.Connections;

/// <summary>A handler with its pools, and what makes its connections.</summary>
internal sealed record Transport(HttpMessageInvoker Invoker, Connector Connector);
