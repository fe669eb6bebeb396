namespace ActorCrawler.Core.Urls.Idna;

/// <summary>RFC 5893 section 2: which labels a domain name with right-to-left characters may have.</summary>
internal static class BidiRule
{
    private const int LeftToRightAllowed = (1 << (int)BidiClass.L) | Neutral;
    private const int RightToLeftAllowed = Strong | (1 << (int)BidiClass.AN) | Neutral;
    private const int Strong = (1 << (int)BidiClass.R) | (1 << (int)BidiClass.AL);
    private const int Neutral = (1 << (int)BidiClass.EN) | (1 << (int)BidiClass.ES) | (1 << (int)BidiClass.CS) | (1 << (int)BidiClass.ET)
        | (1 << (int)BidiClass.ON) | (1 << (int)BidiClass.BN) | (1 << (int)BidiClass.NSM);

    /// <summary>Whether a name with this character must follow the rule.</summary>
    public static bool Triggers(int codePoint) => IdnaTables.Properties(codePoint).Bidi is BidiClass.R or BidiClass.AL or BidiClass.AN;

    /// <summary>Whether a label, not empty, of a domain name that triggers the rule is allowed.</summary>
    public static bool Allows(ReadOnlySpan<int> label)
    {
        var first = IdnaTables.Properties(label[0]).Bidi;
        if (first is not (BidiClass.L or BidiClass.R or BidiClass.AL))
            return false;
        var rightToLeft = first != BidiClass.L;
        var seen = 0;
        var last = first;
        foreach (var codePoint in label)
        {
            var bidi = IdnaTables.Properties(codePoint).Bidi;
            seen |= 1 << (int)bidi;
            if (bidi != BidiClass.NSM)
                last = bidi;
        }
        if ((seen & ~(rightToLeft ? RightToLeftAllowed : LeftToRightAllowed)) != 0)
            return false;
        const int bothNumbers = (1 << (int)BidiClass.EN) | (1 << (int)BidiClass.AN);
        return rightToLeft
            ? last is BidiClass.R or BidiClass.AL or BidiClass.EN or BidiClass.AN && (seen & bothNumbers) != bothNumbers
            : last is BidiClass.L or BidiClass.EN;
    }
}
