using System.Text;

namespace ActorCrawler.Core.Pages;

/// <summary>Tells HTML by its beginning, for bodies that come without a Content-Type (MIME Sniffing standard, 7.1, the HTML part of its table).</summary>
internal static class HtmlSniffer
{
    private static readonly byte[][] Beginnings = "<!DOCTYPE HTML|<HTML|<HEAD|<SCRIPT|<IFRAME|<H1|<DIV|<FONT|<TABLE|<A|<STYLE|<TITLE|<B|<BODY|<BR|<P"
        .Split('|').Select(Encoding.ASCII.GetBytes).ToArray();

    public static bool IsHtml(ReadOnlySpan<byte> body)
    {
        if (body is [0xEF, 0xBB, 0xBF, ..])
            body = body[3..];
        body = body.TrimStart(" \t\n\f\r"u8);
        foreach (var beginning in Beginnings)
        {
            if (body.Length > beginning.Length && Ascii.EqualsIgnoreCase(body[..beginning.Length], beginning)
                && body[beginning.Length] is (byte)' ' or (byte)'>')
                return true;
        }
        return body.StartsWith("<!--"u8);
    }
}
