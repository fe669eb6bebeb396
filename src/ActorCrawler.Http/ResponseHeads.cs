using System.Globalization;
using System.Text;

namespace ActorCrawler.Http;

/// <summary>Writes the head of a response whose bytes could not be seen (HTTP/2, tunnels) in the form of HTTP/1.</summary>
internal static class ResponseHeads
{
    public static ResponseHead Write(HttpResponseMessage response)
    {
        var text = new StringBuilder(512);
        text.Append("HTTP/").Append(response.Version.Major >= 2 ? response.Version.Major.ToString(CultureInfo.InvariantCulture) : response.Version.ToString());
        text.Append(' ').Append((int)response.StatusCode);
        if (response.ReasonPhrase is { Length: > 0 } phrase && response.Version.Major < 2)
            text.Append(' ').Append(phrase);
        text.Append("\r\n");
        Append(text, response.Headers.NonValidated);
        Append(text, response.Content.Headers.NonValidated);
        text.Append("\r\n");
        return ResponseHead.Parse(Encoding.Latin1.GetBytes(text.ToString()), isRebuilt: true);
    }

    private static void Append(StringBuilder text, System.Net.Http.Headers.HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
                text.Append(name).Append(": ").Append(value).Append("\r\n");
        }
    }
}
