using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorCrawler.Http.Tests.Support;

/// <summary>A query as a name server sees it, and how to answer it.</summary>
internal sealed record NameQuery(byte[] Question, ushort Id, string Name, ushort Type, bool OverTcp, bool Extended)
{
    public static NameQuery Read(ReadOnlySpan<byte> message, bool overTcp)
    {
        var labels = new List<string>();
        var at = 12;
        while (message[at] != 0)
        {
            labels.Add(Encoding.ASCII.GetString(message.Slice(at + 1, message[at])));
            at += 1 + message[at];
        }
        return new NameQuery(message[12..(at + 5)].ToArray(), BinaryPrimitives.ReadUInt16BigEndian(message), string.Join('.', labels),
            BinaryPrimitives.ReadUInt16BigEndian(message[(at + 1)..]), overTcp, message[11] != 0);
    }

    public byte[] Fail(int code) => Build(code, truncated: false, 0, 0, []);

    public byte[] Truncate() => Build(0, truncated: true, 0, 0, []);

    /// <summary>The answer for addresses of the type asked for; others are left out.</summary>
    public byte[] Answer(uint ttl, params string[] addresses)
    {
        var records = addresses.Select(IPAddress.Parse).Where(a => a.AddressFamily == (Type == 1 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6))
            .Select(a => Record([0xC0, 12], Type, ttl, a.GetAddressBytes())).ToList();
        return Build(0, truncated: false, records.Count, 0, [.. records.SelectMany(r => r)]);
    }

    /// <summary>No such name; the SOA says for how long that holds.</summary>
    public byte[] Missing(uint ttl)
    {
        byte[] soa = [0, 0, .. new byte[16], .. Big(ttl)];
        return Build(3, truncated: false, 0, 1, Record([0], 6, ttl, soa));
    }

    public byte[] Build(int code, bool truncated, int answers, int authorities, byte[] records) =>
    [
        (byte)(Id >> 8), (byte)Id, (byte)(0x81 | (truncated ? 2 : 0)), (byte)(0x80 | code), 0, 1, 0, (byte)answers, 0, (byte)authorities, 0, 0,
        .. Question, .. records,
    ];

    public static byte[] Record(byte[] owner, ushort type, uint ttl, byte[] data) =>
        [.. owner, (byte)(type >> 8), (byte)type, 0, 1, .. Big(ttl), (byte)(data.Length >> 8), (byte)data.Length, .. data];

    public static byte[] NameBytes(string name) => [.. name.Split('.').SelectMany(l => (byte[])[(byte)l.Length, .. Encoding.ASCII.GetBytes(l)]), 0];

    private static byte[] Big(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
