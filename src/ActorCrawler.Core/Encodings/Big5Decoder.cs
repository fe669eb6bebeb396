namespace ActorCrawler.Core.Encodings;

/// <summary>Big5 with the Hong Kong extensions.</summary>
internal sealed class Big5Decoder : MultiByteDecoder
{
    protected override void Start(byte b, ref Utf8Sink sink)
    {
        if (b is >= 0x81 and <= 0xFE)
            Lead = b;
        else
            AddError(ref sink);
    }

    protected override bool Continue(byte b, ref Utf8Sink sink)
    {
        if (b is not ((>= 0x40 and <= 0x7E) or (>= 0xA1 and <= 0xFE)))
            return End(0, b, ref sink);
        var pointer = ((Lead - 0x81) * 157) + b - (b < 0x7F ? 0x40 : 0x62);

        // Four pointers stand for a letter and a combining mark; indexes hold single code points only.
        var mark = pointer switch { 1133 or 1164 => 0x0304, 1135 or 1166 => 0x030C, _ => 0 };
        if (mark == 0)
            return End(LegacyIndexes.Big5(pointer), b, ref sink);
        End(pointer < 1140 ? 0x00CA : 0x00EA, b, ref sink);
        sink.Add(mark);
        return true;
    }

    /// <summary>Beyond the four pointers that take a closer look.</summary>
    protected override int Pair(byte lead, byte trail) =>
        lead is >= 0x89 and <= 0xFE && trail is >= 0x40 and not ((>= 0x7F and <= 0xA0) or 0xFF)
            ? LegacyIndexes.Big5(((lead - 0x81) * 157) + trail - (trail < 0x7F ? 0x40 : 0x62))
            : 0;
}
