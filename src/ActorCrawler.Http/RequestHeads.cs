using System.Text;

namespace ActorCrawler.Http;

/// <summary>Writes the head of a request whose bytes could not be seen (HTTP/2) in the form of HTTP/1.</summary>
internal static class RequestHeads
{
    public static byte[] Write(HttpRequestMessage request)
    {
        var uri = request.RequestUri!;
        var text = new StringBuilder(512);
        text.Append(request.Method).Append(' ').Append(uri.PathAndQuery).Append(" HTTP/1.1\r\nHost: ").Append(uri.Authority).Append("\r\n");
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            foreach (var value in values)
                text.Append(name).Append(": ").Append(value).Append("\r\n");
        }
        return Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
    }
}
