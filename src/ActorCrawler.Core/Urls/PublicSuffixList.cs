namespace ActorCrawler.Core.Urls;

/// <summary>
/// The public suffix list (publicsuffix.org), with its private section: which part of a host name one registrant owns. From Data/psl.bin;
/// its
/// README names the list's version and licence.
/// </summary>
/// <remarks>
/// Layout, little-endian: int32 number of slots, a power of two; the slots of an open-addressing hash table with linear probing: uint32,
/// 0 or
/// 1 + offset into the pool; the pool: a byte of rule kinds, a byte of length, the name without <c>*.</c> and <c>!</c>, in ASCII form.
/// </remarks>
public static class PublicSuffixList
{
    private const byte Exact = 1;
    private const byte Wildcard = 2;
    private const byte Exception = 4;

    private static readonly ReadOnlyTable Table = EmbeddedTable.Open("ActorCrawler.Core.Urls.Data.psl.bin");
    private static readonly uint SlotMask = (uint)Table.Int32(0) - 1;
    private static readonly int Pool = 4 + 4 * Table.Int32(0);

    /// <summary>
    /// The registrable domain: the public suffix and one label more. Empty when the host is an IP address, is itself a public suffix, has
    /// only one label, or has empty labels. A dot at the end is not part of the result.
    /// </summary>
    /// <param name="host">A host in ASCII form and lower case, as <see cref="UrlParts.Host"/> gives it.</param>
    public static ReadOnlySpan<byte> RegistrableDomain(ReadOnlySpan<byte> host)
    {
        var suffix = SuffixStart(ref host);
        if (suffix <= 0)
            return [];
        var rest = host[..(suffix - 1)];
        return host[(rest.LastIndexOf((byte)'.') + 1)..];
    }

    /// <summary>The public suffix, under the list's default rule where no other matches; empty for addresses and empty labels.</summary>
    /// <param name="host">As for <see cref="RegistrableDomain"/>.</param>
    public static ReadOnlySpan<byte> PublicSuffix(ReadOnlySpan<byte> host)
    {
        var suffix = SuffixStart(ref host);
        return suffix < 0 ? [] : host[suffix..];
    }

    /// <summary>Where the public suffix starts in the host without its final dot; -1 when the host has none.</summary>
    private static int SuffixStart(ref ReadOnlySpan<byte> host)
    {
        if (!host.IsEmpty && host[^1] == '.')
            host = host[..^1];
        if (host.IsEmpty || host[0] is (byte)'[' or (byte)'.' || host.IndexOf(".."u8) >= 0 || Ipv4Host.EndsInNumber(host))
            return -1;
        // Right to left, one label at a time; a longer match wins over a shorter one, an exception over all.
        var hash = 2166136261u;
        var suffix = -1;
        var labelEnd = host.Length;
        for (var i = host.Length - 1; i >= 0; i--)
        {
            hash = (hash ^ host[i]) * 16777619u;
            if (i > 0 && host[i - 1] != '.')
                continue;
            suffix = suffix < 0 ? i : suffix;
            var kinds = Find(host[i..], hash ^ (hash >> 15));
            if ((kinds & Exception) != 0)
                return labelEnd + 1;
            if ((kinds & Exact) != 0)
                suffix = i;
            if ((kinds & Wildcard) != 0 && i > 0)
                suffix = host[..(i - 1)].LastIndexOf((byte)'.') + 1;
            labelEnd = i - 1;
        }
        return suffix;
    }

    private static byte Find(ReadOnlySpan<byte> name, uint hash)
    {
        for (var slot = hash & SlotMask; ; slot = (slot + 1) & SlotMask)
        {
            var entry = Table.Int32(4 + 4 * (int)slot);
            if (entry == 0)
                return 0;
            var at = Pool + entry - 1;
            var length = Table.Bytes[at + 1];
            if (length == name.Length && Table.Bytes.Slice(at + 2, length).SequenceEqual(name))
                return Table.Bytes[at];
        }
    }
}
