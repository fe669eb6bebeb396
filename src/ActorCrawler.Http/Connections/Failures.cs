using System.Net.Sockets;
using System.Security.Authentication;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Http.Connections;

/// <summary>What SocketsHttpHandler's exceptions mean here.</summary>
internal static class Failures
{
    public static FetchException Explain(Exception exception, LiveExchange exchange)
    {
        if (exchange.Connecting is { HandshakeTimedOut: true })
            return new FetchException(Reason.Timeout, "the TLS handshake took too long", mayHeal: true, TimeLimit.TlsHandshake);
        var error = exception switch
        {
            HttpRequestException request => request.HttpRequestError,
            HttpIOException io => io.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        return error switch
        {
            HttpRequestError.ConfigurationLimitExceeded => new FetchException(Reason.HeadTooLarge, "the response head is larger than the cap", mayHeal: false),
            HttpRequestError.NameResolutionError => new FetchException(Reason.Dns, Text(exception), mayHeal: true),
            HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => new FetchException(Reason.Connect, Text(exception), mayHeal: true),
            HttpRequestError.SecureConnectionError => Tls(exception),
            _ when exception is AuthenticationException => Tls(exception),
            _ => new FetchException(Reason.Protocol, Text(exception), mayHeal: true),
        };
    }

    /// <summary>A certificate stays as it is for a while; a handshake that broke off may have been chance.</summary>
    private static FetchException Tls(Exception exception) =>
        new(Reason.Tls, Text(exception), mayHeal: Find<IOException>(exception) is not null || Find<SocketException>(exception) is not null);

    /// <summary>The innermost message says what happened; those around it say that something did.</summary>
    private static string Text(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception.Message;
    }

    private static T? Find<T>(Exception? exception) where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
                return found;
        }
        return null;
    }
}
