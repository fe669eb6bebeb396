namespace ActorCrawler.Core.Urls.Encoders;

/// <summary>The legacy single-byte encodings (section 9.1), and x-user-defined (14.5).</summary>
internal sealed class SingleByteEncoder(ushort[] upperHalf) : LegacyEncoder
{
    private readonly Dictionary<int, int> _pointers = ReverseIndex.First(upperHalf, _ => true);

    public static SingleByteEncoder UserDefined() =>
        new([.. Enumerable.Range(0xF780, 128).Select(codePoint => (ushort)codePoint)]);

    public override int Encode(int codePoint, Span<byte> output, out int unknown)
    {
        if (codePoint < 0x80)
            return One(codePoint, output, out unknown);
        return _pointers.TryGetValue(codePoint, out var pointer)
            ? One(0x80 + pointer, output, out unknown)
            : Unknown(codePoint, out unknown);
    }
}
