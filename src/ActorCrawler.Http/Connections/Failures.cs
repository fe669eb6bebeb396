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
        var error = Error(exception);
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

    /// <summary>Refused certificates come by <see cref="CertificateCheck"/>; what is left are handshakes that broke off, perhaps by chance.</summary>
    private static FetchException Tls(Exception exception) => new(Reason.Tls, $"the TLS handshake failed: {Text(exception)}", mayHeal: true);

    /// <summary>The innermost kind that is known: the outer ones say less.</summary>
    private static HttpRequestError Error(Exception? exception)
    {
        var error = HttpRequestError.Unknown;
        for (; exception is not null; exception = exception.InnerException)
        {
            var one = exception switch
            {
                HttpRequestException request => request.HttpRequestError,
                HttpIOException io => io.HttpRequestError,
                _ => HttpRequestError.Unknown,
            };
            if (one != HttpRequestError.Unknown)
                error = one;
        }
        return error;
    }

    /// <summary>The innermost message says what happened; those around it say that something did.</summary>
    private static string Text(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception.Message;
    }
}
