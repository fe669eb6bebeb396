using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Urls;
using FsCheck;
using FsCheck.Fluent;

namespace ActorCrawler.Core.Tests.Pages;

public sealed class LinkBlockTests
{
    private static readonly Fingerprinter Fingerprints = new(Parsing.Settings.FingerprintKey.AsSpan());

    [Fact]
    public void Block_reads_as_it_was_written()
    {
        var writer = new LinkBlockWriter();

        Assert.True(Add(writer, "http://a.example/1"));
        Assert.True(Add(writer, "https://b.example:8443/2?q", Reason.ExcludePattern));
        Assert.False(Add(writer, "http://a.example/1"));
        Assert.True(Add(writer, "http://user:pw@a.example/3"));

        Assert.Equal(
        [
            "http://a.example", "https://b.example:8443", "0 queued http://a.example/1", "1 exclude-pattern https://b.example:8443/2?q",
            "0 queued http://user:pw@a.example/3",
        ],
            Parsing.Block(writer.ToArray()));
    }

    [Fact]
    public void Writer_starts_anew_when_cleared_and_is_empty_without_links()
    {
        var writer = new LinkBlockWriter();
        Add(writer, "http://a.example/1");
        writer.Clear();

        Assert.Empty(writer.ToArray());
        Assert.True(Add(writer, "http://b.example/1"));
        Assert.Equal(["http://b.example", "0 queued http://b.example/1"], Parsing.Block(writer.ToArray()));
    }

    [Fact]
    public void Links_that_do_not_fit_the_format_are_refused()
    {
        var writer = new LinkBlockWriter();

        Assert.False(Add(writer, "http://a.example/" + new string('x', 65_536)));
        Assert.Empty(writer.ToArray());
    }

    [Fact]
    public void Blocks_of_a_later_version_are_read_as_far_as_they_are_known()
    {
        var writer = new LinkBlockWriter();
        Add(writer, "http://a.example/1");
        Add(writer, "http://a.example/2");
        var block = writer.ToArray();
        var fixedPartStart = 8 + 2 + "http://a.example".Length;
        var linkLength = 24 + "http://a.example/1".Length;
        byte[] later =
        [
            2, 26, .. block[2..fixedPartStart], .. block[fixedPartStart..(fixedPartStart + 24)], 7, 7, .. block[(fixedPartStart + 24)..(fixedPartStart + linkLength)],
            .. block[(fixedPartStart + linkLength)..(fixedPartStart + linkLength + 24)], 7, 7, .. block[(fixedPartStart + linkLength + 24)..],
        ];

        Assert.Equal(Parsing.Block(block), Parsing.Block(later));
    }

    [Fact]
    public void Damaged_blocks_are_told_without_reading_beyond_them()
    {
        var writer = new LinkBlockWriter();
        for (var i = 0; i < 5; i++)
            Add(writer, $"http://{(char)('a' + i)}.example/{i}");
        var block = writer.ToArray();

        for (var length = 1; length < block.Length; length++)
            Assert.False(LinkBlock.IsValid(block.AsSpan(0, length)));
        Prop.ForAll(Gen.Choose(0, block.Length - 1).Zip(Gen.Choose(0, 255)).ToArbitrary(), change =>
        {
            var damaged = block.ToArray();
            damaged[change.Item1] = (byte)change.Item2;
            if (!LinkBlock.IsValid(damaged))
                return;
            var reader = new LinkBlockReader(damaged);
            var links = 0;
            while (reader.ReadLink())
                links++;
            Assert.Equal(reader.LinkCount, links);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(31, 37));
    }

    private static bool Add(LinkBlockWriter writer, string url, Reason verdict = Reason.Queued)
    {
        var parsed = Parsing.Url(url);
        return writer.Add(Encoding.ASCII.GetBytes(parsed.Href), parsed.Parts, Fingerprints.Compute(parsed), verdict, LinkSources.Anchor);
    }
}
