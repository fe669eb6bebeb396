namespace ActorCrawler.Http.Connections;

/// <summary>A request by which the connection that the handler makes for it finds the exchange.</summary>
internal sealed class ExchangeRequest(Uri uri, LiveExchange exchange) : HttpRequestMessage(HttpMethod.Get, uri)
{
    public LiveExchange Exchange => exchange;
}
