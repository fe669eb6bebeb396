using ActorCrawler.Http.Names;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Http.Tests.Names;

public sealed class DnsMessageTests
{
    [Fact]
    public void Message_is_malformed_when_a_name_points_at_itself()
    {
        var query = Query();
        var message = query.Build(0, truncated: false, 1, 0, NameQuery.Record([0xC0, (byte)(12 + query.Question.Length)], 1, 60, [192, 0, 2, 1]));

        Assert.IsType<DnsReply.Malformed>(DnsMessage.Read(message, query.Name, 1));
    }

    [Fact]
    public void Message_has_no_address_when_aliases_go_round()
    {
        var query = Query();
        var message = query.Build(0, truncated: false, 2, 0,
        [
            .. NameQuery.Record([0xC0, 12], 5, 60, NameQuery.NameBytes("b.example")),
            .. NameQuery.Record(NameQuery.NameBytes("b.example"), 5, 60, NameQuery.NameBytes(query.Name)),
        ]);

        Assert.IsType<DnsReply.None>(DnsMessage.Read(message, query.Name, 1));
    }

    [Fact]
    public void Message_is_read_without_a_fault_when_it_is_cut_or_damaged_anywhere()
    {
        var query = Query();
        var whole = query.Answer(60, "192.0.2.1", "192.0.2.2");
        var chance = new Random(1);
        for (var length = 12 + query.Question.Length; length < whole.Length; length++)
            Assert.IsType<DnsReply.Malformed>(DnsMessage.Read(whole.AsSpan(0, length), query.Name, 1));
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = whole.ToArray();
            for (var i = 0; i < 3; i++)
                damaged[chance.Next(damaged.Length)] = (byte)chance.Next(256);
            DnsMessage.IsAnswerTo(damaged, query.Id, query.Name, 1);
            DnsMessage.Read(damaged, query.Name, 1);
        }
    }

    [Fact]
    public void Query_is_what_a_server_reads_when_it_is_written()
    {
        Span<byte> buffer = stackalloc byte[DnsMessage.MaxQuery];

        var length = DnsMessage.WriteQuery(buffer, 0xABCD, "www.example.org", DnsMessage.TypeAaaa, extended: true);
        var query = NameQuery.Read(buffer[..length], overTcp: false);

        Assert.Equal(("www.example.org", DnsMessage.TypeAaaa, (ushort)0xABCD, true), (query.Name, query.Type, query.Id, query.Extended));
    }

    private static NameQuery Query()
    {
        Span<byte> buffer = stackalloc byte[DnsMessage.MaxQuery];
        return NameQuery.Read(buffer[..DnsMessage.WriteQuery(buffer, 7, "a.example", DnsMessage.TypeA, extended: false)], overTcp: false);
    }
}
