namespace ActorCrawler.Core.Http;

/// <summary>The part of a status line behind the HTTP version.</summary>
public static class StatusLine
{
    /// <summary>Reads one to three digits, alone or followed by a space and a reason, as browsers do (the grammar has exactly three).</summary>
    /// <param name="text">What stands behind the version and its space.</param>
    /// <param name="status">The status, 0 to 999.</param>
    /// <param name="reason">The reason, empty when there is none.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out int status, out string reason)
    {
        status = 0;
        reason = "";
        var space = text.IndexOf(' ');
        var digits = space < 0 ? text : text[..space];
        if (digits.Length is < 1 or > 3 || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        foreach (var digit in digits)
            status = (status * 10) + (digit - '0');
        if (space >= 0)
            reason = text[(space + 1)..].Trim(" \t").ToString();
        return true;
    }
}
