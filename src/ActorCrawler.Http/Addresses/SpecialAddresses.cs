using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace ActorCrawler.Http.Addresses;

/// <summary>
/// The table of addresses that are not public. Sources: the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its
/// updates), the multicast registries, RFC 6052 (addresses that embed IPv4), and the cloud providers' documentation of their metadata
/// services. The first row that holds an address decides, so exceptions stand before what they are exceptions to.
/// </summary>
public static class SpecialAddresses
{
    private const string TeredoName = "a Teredo address (RFC 4380)";
    private const string Nat64Name = "a local-use NAT64 address (RFC 8215)";

    private static readonly ImmutableArray<Row> V4 =
    [
        // Metadata and host services of the clouds.
        Metadata("169.254.169.254/32", "the metadata service of AWS, Azure, Google Cloud, Oracle, DigitalOcean and others"),
        Metadata("169.254.170.2/32", "the credentials service of AWS ECS"),
        Metadata("169.254.170.23/32", "the credentials service of AWS EKS"),
        Metadata("169.254.169.253/32", "the name service of AWS"),
        Metadata("169.254.0.23/32", "the metadata service of Tencent Cloud"),
        Metadata("100.100.100.200/32", "the metadata service of Alibaba Cloud"),
        Metadata("168.63.129.16/32", "the host service of Azure"),
        Metadata("192.0.0.192/32", "the metadata service of Oracle Cloud Classic"),

        Private("0.0.0.0/8", "an address of this network (RFC 791)"),
        Private("10.0.0.0/8", "a private address (RFC 1918)"),
        Private("100.64.0.0/10", "a carrier-grade NAT address (RFC 6598)"),
        Private("127.0.0.0/8", "a loopback address"),
        Private("169.254.0.0/16", "a link-local address (RFC 3927)"),
        Private("172.16.0.0/12", "a private address (RFC 1918)"),
        Public("192.0.0.9/32"),
        Public("192.0.0.10/32"),
        Private("192.0.0.0/24", "an IETF protocol assignment (RFC 6890)"),
        Unusable("192.0.2.0/24", "a documentation address (RFC 5737)"),
        Unusable("192.88.99.0/24", "a deprecated 6to4 relay address (RFC 7526)"),
        Private("192.168.0.0/16", "a private address (RFC 1918)"),
        Private("198.18.0.0/15", "a benchmarking address (RFC 2544)"),
        Unusable("198.51.100.0/24", "a documentation address (RFC 5737)"),
        Unusable("203.0.113.0/24", "a documentation address (RFC 5737)"),
        Unusable("224.0.0.0/4", "a multicast address"),
        Unusable("255.255.255.255/32", "the broadcast address"),
        Unusable("240.0.0.0/4", "a reserved address (RFC 1112)"),
    ];

    private static readonly ImmutableArray<Row> V6 =
    [
        Metadata("fd00:ec2::254/128", "the metadata service of AWS"),
        Metadata("fd00:ec2::23/128", "the credentials service of AWS EKS"),
        Metadata("fd00:ec2::253/128", "the name service of AWS"),
        Metadata("fd20:ce::254/128", "the metadata service of Google Cloud"),
        Metadata("fd00:c1::a9fe:a9fe/128", "the metadata service of Oracle Cloud"),
        Metadata("fe80::a9fe:a9fe/128", "the metadata service of OpenStack"),

        Private("::1/128", "the loopback address"),
        Private("::/128", "the unspecified address"),
        Embedding("::/96", "an IPv4-compatible address (RFC 4291)", 12, AddressClass.Unusable),
        Embedding("::ffff:0:0/96", "an IPv4-mapped address (RFC 4291)", 12),
        Embedding("::ffff:0:0:0/96", "an IPv4-translated address (RFC 2765)", 12, AddressClass.Unusable),
        Embedding("64:ff9b::/96", "a NAT64 address (RFC 6052)", 12),
        Private("64:ff9b:1::/48", Nat64Name),
        Unusable("100::/64", "a discard-only address (RFC 6666)"),
        Embedding("2001::/32", TeredoName, 4, AddressClass.Unusable),
        Public("2001:1::1/128"),
        Public("2001:1::2/128"),
        Public("2001:1::3/128"),
        Public("2001:3::/32"),
        Public("2001:4:112::/48"),
        Public("2001:20::/28"),
        Public("2001:30::/28"),
        Private("2001:2::/48", "a benchmarking address (RFC 5180)"),
        Unusable("2001::/23", "an IETF protocol assignment (RFC 2928)"),
        Unusable("2001:db8::/32", "a documentation address (RFC 3849)"),
        Embedding("2002::/16", "a 6to4 address (RFC 3056)", 2),
        Unusable("3fff::/20", "a documentation address (RFC 9637)"),
        Private("5f00::/16", "a segment routing address (RFC 9602)"),
        Private("fc00::/7", "a unique local address (RFC 4193)"),
        Private("fe80::/10", "a link-local address (RFC 4291)"),
        Private("fec0::/10", "a site-local address (RFC 3879)"),
        Unusable("ff00::/8", "a multicast address"),
        Public("2000::/3"),
        Unusable("::/0", "a reserved address (RFC 4291)"),
    ];

    /// <summary>What an address is; null when it is public. An address that embeds an IPv4 address is no better than that one.</summary>
    public static SpecialAddress? Find(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out var length))
            throw new ArgumentException("An address has 4 or 16 bytes.", nameof(address));
        return length == 4 ? FindV4(BinaryPrimitives.ReadUInt32BigEndian(bytes)) : FindV6(bytes);
    }

    private static SpecialAddress? FindV4(uint address)
    {
        foreach (var row in V4)
        {
            if ((address & (uint)row.Mask) == (uint)row.Bits)
                return row.Special;
        }
        return null;
    }

    private static SpecialAddress? FindV6(ReadOnlySpan<byte> bytes)
    {
        var address = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        SpecialAddress? found = null;
        foreach (var row in V6)
        {
            if ((address & row.Mask) != row.Bits)
                continue;
            found = row.EmbedsAt is { } at ? Embedded(row.Name, BinaryPrimitives.ReadUInt32BigEndian(bytes[at..])) : null;
            if (row.Name == TeredoName)
                found = Worse(found, Embedded(row.Name, ~BinaryPrimitives.ReadUInt32BigEndian(bytes[12..])));
            found ??= row.Special;
            break;
        }

        // RFC 8215 leaves the place of the IPv4 address to the network that uses the prefix: RFC 6052 section 2.2 has these for lengths 48 to 96.
        if (bytes is [0x00, 0x64, 0xff, 0x9b, 0x00, 0x01, ..])
        {
            found = Worse(found, Embedded(Nat64Name, (uint)bytes[6] << 24 | (uint)bytes[7] << 16 | (uint)bytes[9] << 8 | bytes[10]));
            found = Worse(found, Embedded(Nat64Name, (uint)bytes[7] << 24 | (uint)bytes[9] << 16 | (uint)bytes[10] << 8 | bytes[11]));
            found = Worse(found, Embedded(Nat64Name, BinaryPrimitives.ReadUInt32BigEndian(bytes[9..])));
            found = Worse(found, Embedded(Nat64Name, BinaryPrimitives.ReadUInt32BigEndian(bytes[12..])));
        }

        // ISATAP (RFC 5214 section 6.1) is an interface identifier and may stand behind any prefix.
        if (bytes[8..] is [0x00 or 0x02, 0x00, 0x5e, 0xfe, ..])
            found = Worse(found, Embedded("an ISATAP address (RFC 5214)", BinaryPrimitives.ReadUInt32BigEndian(bytes[12..])));
        return found;
    }

    private static SpecialAddress? Embedded(string name, uint v4) =>
        FindV4(v4) is { } inner ? inner with { What = $"{name} around {inner.What}" } : null;

    private static SpecialAddress? Worse(SpecialAddress? a, SpecialAddress? b) =>
        b is null || a is { } x && x.Class >= b.Value.Class ? a : b;

    private static Row Public(string net) => Make(net, "", null, null);

    private static Row Private(string net, string what) => Make(net, what, new SpecialAddress(AddressClass.Private, what), null);

    private static Row Unusable(string net, string what) => Make(net, what, new SpecialAddress(AddressClass.Unusable, what), null);

    private static Row Metadata(string net, string what) => Make(net, what, new SpecialAddress(AddressClass.Metadata, what), null);

    private static Row Embedding(string net, string what, int at) => Make(net, what, null, at);

    /// <summary>One that is of no use even around a public address.</summary>
    private static Row Embedding(string net, string what, int at, AddressClass otherwise) =>
        Make(net, what, new SpecialAddress(otherwise, what), at);

    private static Row Make(string net, string what, SpecialAddress? special, int? embedsAt)
    {
        var parsed = IPNetwork.Parse(net);
        var bytes = parsed.BaseAddress.GetAddressBytes();
        if (parsed.BaseAddress.AddressFamily == AddressFamily.InterNetwork)
        {
            var mask = parsed.PrefixLength == 0 ? 0u : uint.MaxValue << (32 - parsed.PrefixLength);
            return new Row(BinaryPrimitives.ReadUInt32BigEndian(bytes), mask, what, special, embedsAt);
        }
        var mask6 = parsed.PrefixLength == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - parsed.PrefixLength);
        return new Row(BinaryPrimitives.ReadUInt128BigEndian(bytes), mask6, what, special, embedsAt);
    }

    private readonly record struct Row(UInt128 Bits, UInt128 Mask, string Name, SpecialAddress? Special, int? EmbedsAt);
}
