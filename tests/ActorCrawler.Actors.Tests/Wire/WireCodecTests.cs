using System.Buffers;
using System.Collections;
using System.Reflection;
using System.Runtime.Serialization;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Actors.Tests.Settings;
using ActorCrawler.Actors.Wire;
using ActorCrawler.Core.Fields;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Outputs;
using ActorCrawler.Core.Urls;
using Akka.Actor;

namespace ActorCrawler.Actors.Tests.Wire;

public sealed class WireCodecTests
{
    private static readonly ReadOnlyMemory<byte> None = default;

    private static readonly ParseJob Job = new()
    {
        LeaseId = 17,
        Fence = 3,
        Purpose = LeasePurpose.Sitemap,
        Url = "http://a.test/x?y=%C3%A9",
        Depth = 4,
        Referrer = "http://a.test/",
        FetchedAt = new DateTimeOffset(2026, 11, 25, 10, 30, 0, 123, TimeSpan.Zero),
        Elapsed = TimeSpan.FromMilliseconds(81.5),
        Head = "HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(),
        Body = new byte[] { 0x1F, 0x8B, 0, 255 },
        Truncated = true,
    };

    public static TheoryData<string> Messages => [.. All.Select(m => WireCodec.ManifestOf(m)).Distinct()];

    private static IEnumerable<object> All =>
    [
        new ParseProtocol.Parse(Job),
        new ParseProtocol.Parsed(17, 3, new ParseReport.Page("{}\n"u8.ToArray(), None, 5, 1_000, new byte[32], true) { TextFingerprint = 0xFEDC_BA98_7654_3210, FieldProblems = 3 }),
        new ParseProtocol.Parsed(18, 3, new ParseReport.Page("{}\n"u8.ToArray(), None, 5, 1_000, new byte[32], true)
        {
            Outputs = [new OutputRow("pages.csv", "a,b\r\n"u8.ToArray()), new OutputRow("links.jsonl", "{}\n{}\n"u8.ToArray(), 2)],
        }),
        new ParseProtocol.Parsed(17, 3, new ParseReport.Sitemap(None, ["http://a.test/s2.xml"], 2, 99, "cut")),
        new ParseProtocol.Parsed(17, 3, new ParseReport.Sitemap(None, [], 0, 99, null)),
        new ParseProtocol.Parsed(17, 3, new ParseReport.NotHtml(7)),
        new ParseProtocol.Parsed(17, 3, new ParseReport.Failed(Reason.ContentCoding, "broken")),
        new ParseProtocol.Parsed(17, 3, null),
        new ParseProtocol.Register(1, new WorkerNode("1.2.3", "here", 4711, 8), new WorkerCredit(16, 1L << 40, 3_000_000), new WorkerProof(new byte[] { 1, 2 }, new byte[] { 3 }, new byte[] { 4, 5 })),
        new ParseProtocol.Challenge(new byte[] { 6, 7 }),
        new ParseProtocol.Welcome(1, 3, Setup(), new byte[] { 8, 9 }),
        new ParseProtocol.Refused(2, "no"),
        new ParseProtocol.Drain(),
        new ParseProtocol.Leaving(),
        new ParseProtocol.Dismissed(),
        new ParseProtocol.CrawlEnded(),
        new ParseProtocol.Check(),
        new ParseProtocol.Holding([1, 1L << 50]),
        new ParseProtocol.ScopeGrew("https://b.test:8443"),
    ];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_arrives_as_it_was_sent(string manifest)
    {
        foreach (var message in All.Where(m => WireCodec.ManifestOf(m) == manifest))
            Assert.Equal(Text(message), Text(WireCodec.Read(WireCodec.Write(message), manifest)));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_is_the_same_in_a_buffer(string manifest)
    {
        foreach (var message in All.Where(m => WireCodec.ManifestOf(m) == manifest))
        {
            var buffer = new ArrayBufferWriter<byte>();
            WireCodec.Write(message, buffer);
            Assert.Equal(WireCodec.Write(message), buffer.WrittenSpan);
        }
    }

    [Fact]
    public void Every_message_that_travels_is_tested_here_and_has_a_manifest_of_its_own()
    {
        var kinds = typeof(ParseProtocol).GetNestedTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(ParseProtocol.IWireMessage)));
        Assert.Equal(kinds.OrderBy(t => t.Name), All.Select(m => m.GetType()).Distinct().OrderBy(t => t.Name));
        Assert.Equal(Messages.Count, All.Select(m => m.GetType()).Distinct().Count());
    }

    [Fact]
    public void Every_setting_of_a_parser_travels()
    {
        var setup = Setup();
        // Whatever has its default here would arrive by itself.
        foreach (var (path, value) in Values(setup, "")) Assert.False(IsDefault(value), $"{path} has no value in this test");
        var arrived = Assert.IsType<ParseProtocol.Welcome>(WireCodec.Read(WireCodec.Write(new ParseProtocol.Welcome(1, 1, setup, None)), "welcome"));
        Assert.Equal(Values(setup, ""), Values(arrived.Setup, ""));
    }

    [Fact]
    public void Limits_of_traps_that_are_off_stay_off()
    {
        var setup = Setup() with { Pages = Setup().Pages with { Traps = TrapSettings.Off } };
        var arrived = Assert.IsType<ParseProtocol.Welcome>(WireCodec.Read(WireCodec.Write(new ParseProtocol.Welcome(1, 1, setup, None)), "welcome"));
        Assert.Equal(TrapSettings.Off, arrived.Setup.Pages.Traps);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(3_000_000)]
    public void Body_of_any_length_is_read_where_it_lies_and_by_the_generated_code_too(int length)
    {
        var body = new byte[length];
        new Random(1).NextBytes(body);
        var bytes = WireCodec.Write(new ParseProtocol.Parse(Job with { Body = body }));
        Assert.Equal(body, Assert.IsType<ParseProtocol.Parse>(WireCodec.Read(bytes, "job")).Job.Body.ToArray());
        Assert.Equal(body, Actors.Wire.Contract.Job.Parser.ParseFrom(bytes).Body.ToByteArray());
    }

    [Fact]
    public void Fields_that_a_later_version_adds_are_passed_over_before_and_behind_the_body()
    {
        byte[] later = [(31 << 3) & 0xFF | 2, (31 << 3) >> 7 | 1, 3, 1, 2, 3];
        byte[] bytes = [.. later, .. WireCodec.Write(new ParseProtocol.Parse(Job)), .. later];
        Assert.Equal(Text(new ParseProtocol.Parse(Job)), Text(WireCodec.Read(bytes, "job")));
    }

    [Fact]
    public void Bytes_that_are_no_message_are_refused_in_one_way()
    {
        var random = new Random(1);
        var samples = All.Select(m => (Manifest: WireCodec.ManifestOf(m), Bytes: WireCodec.Write(m))).ToList();
        for (var i = 0; i < 20_000; i++)
        {
            var (manifest, sample) = samples[random.Next(samples.Count)];
            var bytes = random.Next(3) == 0 ? new byte[random.Next(200)] : sample[..random.Next(sample.Length + 1)];
            for (var flips = random.Next(4); flips > 0 && bytes.Length > 0; flips--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                _ = WireCodec.Read(bytes, random.Next(10) == 0 ? "nonsense" : manifest);
            }
            catch (SerializationException)
            {
                // What a transport expects.
            }
        }
    }

    [Fact]
    public void Report_that_makes_no_sense_fails_its_page_and_reaches_no_storage()
    {
        foreach (var report in new ParseReport[]
        {
            new ParseReport.Page("no newline"u8.ToArray(), None, 0, 1, new byte[32], true),
            new ParseReport.Page("{}\n"u8.ToArray(), new byte[] { 1, 2, 3 }, 0, 1, new byte[32], true),
            new ParseReport.Page("{}\n"u8.ToArray(), None, 0, 1, new byte[3], true),
            new ParseReport.Page("{}\n"u8.ToArray(), None, 0, 1, new byte[32], true) { Outputs = [new OutputRow("crawl.db", "x\n"u8.ToArray())] },
            new ParseReport.Page("{}\n"u8.ToArray(), None, 0, 1, new byte[32], true) { Outputs = [new OutputRow("pages.csv", "x"u8.ToArray())] },
            new ParseReport.Sitemap(new byte[] { 9 }, [], 0, 1, null),
            new ParseReport.Failed(Reason.Page, "no failure"),
            new ParseReport.Failed((Reason)250, "no reason"),
        })
        {
            var arrived = Assert.IsType<ParseProtocol.Parsed>(WireCodec.Read(WireCodec.Write(new ParseProtocol.Parsed(1, 1, report)), "result"));
            Assert.Equal(Reason.ParserError, Assert.IsType<ParseReport.Failed>(arrived.Report).Reason);
        }
    }

    [Fact]
    public void Configuration_binds_what_travels_to_the_wire_and_nothing_else_by_default()
    {
        using var system = new Systems();
        Assert.IsType<WireSerializer>(system.System.Serialization.FindSerializerFor(new ParseProtocol.Drain()));
        Assert.Equal(1001, system.System.Serialization.FindSerializerFor(new ParseProtocol.Parse(Job)).Identifier);
        Assert.ThrowsAny<Exception>(() => system.System.Serialization.Serialize(new FrontierStatus(Ledger.Empty, 0, 0, 0, 0, 0, 0, 0, 0, false, "")));
    }

    [Theory]
    [InlineData(1, "System.IO.FileInfo, System.Private.CoreLib")]
    [InlineData(2, "Google.Protobuf.WellKnownTypes.Any, Google.Protobuf")]
    [InlineData(3, "")]
    [InlineData(4, "")]
    [InlineData(6, "System.IO.FileInfo, System.Private.CoreLib")]
    [InlineData(16, "STF")]
    [InlineData(16, "CF")]
    [InlineData(16, "RORRC")]
    [InlineData(22, "Akka.Dispatch.SysMsg.Create, Akka")]
    [InlineData(22, "Recreate")]
    [InlineData(22, "Failed")]
    [InlineData(36, "a")]
    public void Nothing_that_could_name_a_class_is_read(int serializer, string manifest)
    {
        using var system = new Systems();
        Assert.ThrowsAny<SerializationException>(() => system.System.Serialization.Deserialize([10, 0], serializer, manifest));
    }

    private static ParserSetup Setup()
    {
        var settings = CrawlSettings.Load(Sources.Of());
        return new ParserSetup(
            settings.Parser with
            {
                FingerprintKey = [.. Enumerable.Range(1, 16).Select(n => (byte)n)],
                Scope = ScopeMode.Domain,
                ScopeHosts = [new HostKey("http://a.test"), new HostKey("https://b.test:8443")],
                Include = ["/docs/"],
                Exclude = ["[.]pdf$", "x"],
                Canonicalization = new CanonicalizationSettings(CanonicalizationRules.SortParameters | CanonicalizationRules.DropFragment, ["a*"], ["b"]),
                Traps = new TrapSettings(1, 2, 3, 4, 5, 6, 7, 8),
                ProductToken = "Example",
                Outputs = PageOutputs.Links | PageOutputs.Text,
                LinkSources = LinkSources.Form | LinkSources.Anchor,
                Limits = settings.Parser.Limits with { MaxAnchorTextBytes = 12 },
                FingerprintText = true,
                Fields = settings.Parser.Fields with
                {
                    Rules =
                    [
                        new FieldRule { Field = "a", Source = FieldSource.Css, Expression = "h1", Take = FieldTake.Attribute, Attribute = "id", IsList = true, Url = "/x" },
                        new FieldRule { Field = "b", Source = FieldSource.Regex, Expression = "x(y)", Group = "1" },
                        new FieldRule { Field = "c", Source = FieldSource.JsonLd, Expression = "name", Type = "Product" },
                        new FieldRule { Field = "d", Source = FieldSource.Meta, Expression = "author" },
                    ],
                },
            },
            settings.Sitemaps with { OnlyOwnLocation = true, OnlyKnownNamespace = true });
    }

    private static string Text(object message) => string.Join('\n', Values(message, "").Select(v => $"{v.Path} = {v.Value}"));

    /// <summary>All values in an object, and in those below it.</summary>
    private static IEnumerable<(string Path, string? Value)> Values(object? value, string path)
    {
        switch (value)
        {
            case ReadOnlyMemory<byte> bytes:
                yield return (path, Convert.ToHexString(bytes.Span));
                break;
            case string or Enum or TimeSpan or DateTimeOffset or null:
            case var plain when plain.GetType().IsPrimitive:
                yield return (path, value is DateTimeOffset at ? at.ToString("O") : value?.ToString());
                break;
            case IEnumerable many:
                yield return (path, string.Join(" | ", many.Cast<object>().Select(o => o is byte or string ? o.ToString() : Text(o))));
                break;
            default:
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && p.CanWrite))
                {
                    foreach (var inner in Values(property.GetValue(value), $"{path}.{value.GetType().Name}.{property.Name}")) yield return inner;
                }

                break;
        }
    }

    private static bool IsDefault(string? value) => value is null or "" or "0" or "False" or "00:00:00" or "None";

    private sealed class Systems : IDisposable
    {
        public ActorSystem System { get; } = ActorSystem.Create("wire", CrawlSettings.Load(Sources.Of()).ActorSystem);

        public void Dispose() => _ = System.Terminate();
    }
}
