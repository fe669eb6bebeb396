namespace ActorCrawler.Core.Encodings;

/// <summary>Which decoder an encoding has.</summary>
internal enum EncodingKind : byte
{
    Utf8,
    SingleByte,
    Gb18030,
    Big5,
    EucJp,
    Iso2022Jp,
    ShiftJis,
    EucKr,
    Replacement,
    Utf16Be,
    Utf16Le,
    UserDefined,
}
