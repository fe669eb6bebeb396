using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Core.Tests.Frontier;

public sealed class DuplicateIndexTests
{
    [Fact]
    public void Page_with_an_earlier_pages_body_is_told_with_that_page()
    {
        var index = new DuplicateIndex(0, maxDistance: null);

        Assert.Equal(0, index.FindOrAdd(new PageContent(1, 0xAB, 0)));
        Assert.Equal(0, index.FindOrAdd(new PageContent(2, 0xCD, 0)));
        Assert.Equal(1, index.FindOrAdd(new PageContent(3, 0xAB, 0)));
        Assert.Equal(2, index.FindOrAdd(new PageContent(4, 0xCD, 0)));
    }

    [Theory]
    [InlineData(0UL, true)]
    [InlineData(0b1UL, true)]
    [InlineData(0x8000_0000_0001_0001UL, true)]
    [InlineData(0x0001_0001_0001_0001UL, false)]
    [InlineData(0xFUL, false)]
    public void Similar_text_is_one_whose_fingerprint_differs_in_three_bits_at_most(ulong difference, bool isSimilar)
    {
        const ulong text = 0x0123_4567_89AB_CDEF;
        var index = new DuplicateIndex(0, maxDistance: 3);
        index.FindOrAdd(new PageContent(1, 1, text));

        Assert.Equal(isSimilar ? 1 : 0, index.FindOrAdd(new PageContent(2, 2, text ^ difference)));
    }

    [Fact]
    public void Pages_without_text_are_similar_to_none()
    {
        var index = new DuplicateIndex(0, maxDistance: 3);
        index.FindOrAdd(new PageContent(1, 1, 0));

        Assert.Equal(0, index.FindOrAdd(new PageContent(2, 2, 0)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Index_finds_what_a_look_through_the_last_pages_finds(int seed)
    {
        var random = new Random(seed);
        var index = new DuplicateIndex(0, maxDistance: 3);
        var held = new List<PageContent>();
        for (var id = 1; id < 6_000; id++)
        {
            // Few different texts and hashes, so that some are found again, and chains grow over the ring's end.
            var text = ((ulong)random.Next(1, 40) * 0x9E37_79B9_7F4A_7C15) ^ (1UL << random.Next(64)) ^ (1UL << random.Next(64)) ^ (1UL << random.Next(64));
            var content = new PageContent(id, (ulong)random.Next(20_000), text);
            var expected = held.Any(h => h.Hash == content.Hash || ulong.PopCount(h.Text ^ content.Text) <= 3);

            Assert.Equal(expected, index.FindOrAdd(content) != 0);

            if (expected) continue;
            held.Add(content);
            if (held.Count > index.Capacity) held.RemoveAt(0);
        }

        Assert.Equal(1_000, index.Capacity);
        Assert.Equal(1_000, held.Count);
    }
}
