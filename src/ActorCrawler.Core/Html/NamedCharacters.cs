namespace ActorCrawler.Core.Html;

internal static partial class NamedCharacters
{
    /// <summary>Length of the longest name, without its semicolon.</summary>
    public const int LongestName = 31;

    /// <summary>Length of the longest name that may stand without a semicolon.</summary>
    public const int LongestLegacyName = 6;

    /// <summary>Length of the shortest name that may stand without a semicolon.</summary>
    public const int ShortestLegacyName = 2;

    private const int SlotCount = 4096;

    // Slot -> 1 + offset of the row; open addressing. The rows take 24 KB, so that an offset fits.
    private static readonly ushort[] Slots = BuildSlots();

    /// <summary>Finds a name, given without its semicolon.</summary>
    /// <param name="name">ASCII letters and digits; case matters.</param>
    /// <param name="value">The characters it stands for, in UTF-8.</param>
    /// <param name="legacy">Whether the name may also stand without a semicolon.</param>
    public static bool TryFind(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value, out bool legacy)
    {
        var rows = Rows;
        for (var slot = Hash(name); Slots[slot] != 0; slot = (slot + 1) % SlotCount)
        {
            var row = rows[(Slots[slot] - 1)..];
            if (!row.StartsWith(name) || row[name.Length] is not ((byte)'=' or (byte)'~'))
                continue;
            legacy = row[name.Length] == '~';
            row = row[(name.Length + 1)..];
            value = row[..row.IndexOf((byte)0)];
            return true;
        }
        value = default;
        legacy = false;
        return false;
    }

    private static ushort[] BuildSlots()
    {
        var slots = new ushort[SlotCount];
        var rows = Rows;
        var offset = 0;
        while (offset < rows.Length)
        {
            var row = rows[offset..];
            var slot = Hash(row[..row.IndexOfAny((byte)'=', (byte)'~')]);
            while (slots[slot] != 0)
                slot = (slot + 1) % SlotCount;
            slots[slot] = checked((ushort)(offset + 1));
            offset += row.IndexOf((byte)0) + 1;
        }
        return slots;
    }

    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261u;
        foreach (var b in name)
            hash = (hash ^ b) * 16777619;
        return (int)((hash ^ (hash >> 15)) % SlotCount);
    }
}
