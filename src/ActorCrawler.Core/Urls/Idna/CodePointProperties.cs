namespace ActorCrawler.Core.Urls.Idna;

/// <summary>
/// What UTS 46, RFC 5892 and RFC 5893 ask about a code point. Bits: 0-1 status, 2 mark, 3-5 joining type, 6-9 bidi class, 10-17 canonical
/// combining class.
/// </summary>
internal readonly record struct CodePointProperties(uint Bits)
{
    private const int ViramaClass = 9;

    public IdnaStatus Status => (IdnaStatus)(Bits & 3);

    /// <summary>General category M.</summary>
    public bool IsMark => (Bits & 4) != 0;

    public JoiningType Joining => (JoiningType)((Bits >> 3) & 7);

    public BidiClass Bidi => (BidiClass)((Bits >> 6) & 15);

    public byte CombiningClass => (byte)(Bits >> 10);

    public bool IsVirama => CombiningClass == ViramaClass;
}
