namespace ActorCrawler.Core.Urls.Idna;

/// <summary>The ContextJ rules, RFC 5892 appendix A.1 and A.2: where the zero-width joiners may stand.</summary>
internal static class JoinerRule
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    public static bool Allows(ReadOnlySpan<int> label)
    {
        for (var i = 0; i < label.Length; i++)
        {
            if (label[i] is not (ZeroWidthNonJoiner or ZeroWidthJoiner))
                continue;
            if (i > 0 && IdnaTables.Properties(label[i - 1]).IsVirama)
                continue;
            if (label[i] == ZeroWidthJoiner || !JoinsBefore(label[..i]) || !JoinsAfter(label[(i + 1)..]))
                return false;
        }
        return true;
    }

    private static bool JoinsBefore(ReadOnlySpan<int> text)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            var type = IdnaTables.Properties(text[i]).Joining;
            if (type != JoiningType.Transparent)
                return type is JoiningType.Left or JoiningType.Dual;
        }
        return false;
    }

    private static bool JoinsAfter(ReadOnlySpan<int> text)
    {
        foreach (var codePoint in text)
        {
            var type = IdnaTables.Properties(codePoint).Joining;
            if (type != JoiningType.Transparent)
                return type is JoiningType.Right or JoiningType.Dual;
        }
        return false;
    }
}
