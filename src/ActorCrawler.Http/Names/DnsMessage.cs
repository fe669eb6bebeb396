using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace ActorCrawler.Http.Names;

/// <summary>Queries and answers of the domain name system (RFC 1035), as far as addresses need it. Answers are untrusted: every offset is checked.</summary>
internal static class DnsMessage
{
    public const ushort TypeA = 1;
    public const ushort TypeAaaa = 28;

    /// <summary>Longest query that <see cref="WriteQuery"/> makes.</summary>
    public const int MaxQuery = 12 + 255 + 4 + 11;

    /// <summary>Largest answer that is asked for over UDP: fits every path without fragments (DNS flag day 2020).</summary>
    public const int UdpSize = 1232;

    private const ushort TypeCname = 5;
    private const ushort TypeSoa = 6;
    private const ushort TypeOpt = 41;
    private const ushort ClassIn = 1;
    private const int MaxAliases = 16;

    /// <summary>Whether a name can be asked for: labels of 1 to 63 bytes, 253 in all.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 253 && Ascii.IsValid(name) && name.Split('.').All(label => label.Length is > 0 and <= 63);

    /// <summary>Writes a query for one type; returns its length.</summary>
    /// <param name="destination">At least <see cref="MaxQuery"/> bytes.</param>
    /// <param name="id">The query's number.</param>
    /// <param name="name">A name that <see cref="IsName"/>.</param>
    /// <param name="type">The record type.</param>
    /// <param name="extended">Whether larger answers are offered (EDNS, RFC 6891); some old servers answer such queries with an error.</param>
    public static int WriteQuery(Span<byte> destination, ushort id, string name, ushort type, bool extended)
    {
        destination[..12].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(destination, id);
        destination[2] = 1; // recursion desired
        destination[5] = 1; // one question
        var at = 12;
        foreach (var label in name.Split('.'))
        {
            destination[at++] = (byte)label.Length;
            at += Encoding.ASCII.GetBytes(label, destination[at..]);
        }
        destination[at++] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(destination[at..], type);
        BinaryPrimitives.WriteUInt16BigEndian(destination[(at + 2)..], ClassIn);
        at += 4;
        if (!extended)
            return at;
        destination[11] = 1; // one additional record
        destination[at] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(destination[(at + 1)..], TypeOpt);
        BinaryPrimitives.WriteUInt16BigEndian(destination[(at + 3)..], UdpSize);
        destination.Slice(at + 5, 6).Clear();
        return at + 11;
    }

    /// <summary>Whether a message is an answer to that query; anything else that comes in is somebody else's, or forged.</summary>
    public static bool IsAnswerTo(ReadOnlySpan<byte> message, ushort id, string name, ushort type)
    {
        if (message.Length < 12 || BinaryPrimitives.ReadUInt16BigEndian(message) != id || (message[2] & 0xF8) != 0x80)
            return false;
        // Servers that do not understand a query may leave the question out.
        if (BinaryPrimitives.ReadUInt16BigEndian(message[4..]) == 0)
            return (message[3] & 0x0F) != 0;
        var at = 12;
        return ReadName(message, ref at) is { } asked && asked == name && message.Length >= at + 4
            && BinaryPrimitives.ReadUInt16BigEndian(message[at..]) == type && BinaryPrimitives.ReadUInt16BigEndian(message[(at + 2)..]) == ClassIn;
    }

    /// <summary>Reads an answer that <see cref="IsAnswerTo"/>.</summary>
    public static DnsReply Read(ReadOnlySpan<byte> message, string name, ushort type)
    {
        var code = message[3] & 0x0F;
        if ((message[2] & 0x02) != 0)
            return new DnsReply.Truncated();
        if (code is not (0 or 3))
            return new DnsReply.Error(code);
        var at = 12;
        for (var questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]); questions > 0; questions--)
        {
            if (ReadName(message, ref at) is null)
                return new DnsReply.Malformed();
            at += 4;
        }
        var aliases = new Dictionary<string, (string Target, uint Ttl)>();
        var addresses = new List<(string Owner, IPAddress Address, uint Ttl)>();
        uint? negative = null;
        var answers = BinaryPrimitives.ReadUInt16BigEndian(message[6..]);
        var records = answers + BinaryPrimitives.ReadUInt16BigEndian(message[8..]);
        for (var i = 0; i < records; i++)
        {
            if (ReadName(message, ref at) is not { } owner || message.Length < at + 10)
                return new DnsReply.Malformed();
            var recordType = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
            var ttl = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(message[(at + 4)..]), int.MaxValue);
            var length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
            at += 10;
            if (message.Length < at + length)
                return new DnsReply.Malformed();
            var data = message.Slice(at, length);
            var inData = at;
            at += length;
            if (i < answers && recordType == type && data.Length == (type == TypeA ? 4 : 16))
                addresses.Add((owner, new IPAddress(data), ttl));
            else if (i < answers && recordType == TypeCname && ReadName(message, ref inData) is { } target)
                aliases.TryAdd(owner, (target, ttl));
            else if (i >= answers && recordType == TypeSoa && length >= 4)
                negative = Math.Min(ttl, BinaryPrimitives.ReadUInt32BigEndian(data[^4..])); // RFC 2308 section 5
        }
        return Follow(name, code, aliases, addresses, negative);
    }

    /// <summary>Records that do not belong to the name, or to what it is an alias of, are passed over.</summary>
    private static DnsReply Follow(
        string name, int code, Dictionary<string, (string Target, uint Ttl)> aliases, List<(string Owner, IPAddress Address, uint Ttl)> addresses, uint? negative)
    {
        var least = uint.MaxValue;
        for (var hops = 0; hops < MaxAliases && aliases.TryGetValue(name, out var alias); hops++)
        {
            name = alias.Target;
            least = Math.Min(least, alias.Ttl);
        }
        var found = ImmutableArray.CreateBuilder<IPAddress>();
        foreach (var (owner, address, ttl) in addresses)
        {
            if (owner != name)
                continue;
            found.Add(address);
            least = Math.Min(least, ttl);
        }
        if (found.Count > 0)
            return new DnsReply.Addresses(found.ToImmutable(), TimeSpan.FromSeconds(least));
        return new DnsReply.None(code == 3, negative is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    /// <summary>Reads a name in lower case and moves behind it; null when it is malformed. Pointers only lead backwards, so that none can loop.</summary>
    private static string? ReadName(ReadOnlySpan<byte> message, ref int at)
    {
        var name = new StringBuilder();
        var position = at;
        var before = at;
        var jumped = false;
        while (position < message.Length)
        {
            var length = message[position];
            if (length == 0)
            {
                if (!jumped)
                    at = position + 1;
                return name.ToString();
            }
            if ((length & 0xC0) == 0xC0)
            {
                if (position + 1 >= message.Length)
                    return null;
                var target = (length & 0x3F) << 8 | message[position + 1];
                if (target >= before)
                    return null;
                if (!jumped)
                    at = position + 2;
                jumped = true;
                before = target;
                position = target;
                continue;
            }
            if ((length & 0xC0) != 0 || position + 1 + length > message.Length || name.Length + length > 255)
                return null;
            if (name.Length > 0)
                name.Append('.');
            foreach (var b in message.Slice(position + 1, length))
                name.Append(char.ToLowerInvariant((char)b));
            position += 1 + length;
        }
        return null;
    }
}
