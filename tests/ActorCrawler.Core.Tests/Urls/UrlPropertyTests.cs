using System.Text;
using ActorCrawler.Core.Urls;
using FsCheck;
using FsCheck.Fluent;

namespace ActorCrawler.Core.Tests.Urls;

public sealed class UrlPropertyTests
{
    private static readonly UrlCanonicalizer[] Canonicalizers =
    [
        UrlCanonicalizer.Default,
        UrlCanonicalizer.PlainUrls,
        new(CanonicalizationSettings.Default with { Rules = (CanonicalizationRules)~0 }),
        new(CanonicalizationSettings.Default with { Rules = CanonicalizationRules.DropSessionParameters | CanonicalizationRules.DropDefaultDocument }),
        new(CanonicalizationSettings.Default with { DropParameters = ["c", "*x"], KeepParameters = ["utm_source"] }),
    ];

    [Fact]
    public void Parser_agrees_with_the_standard_state_by_state_when_texts_are_random() =>
        Prop.ForAll(UrlGenerators.Pairs, pair =>
            Assert.Equal(ReferenceUrlParser.Parse(pair.Reference, pair.Base), TestUrls.Parse(pair.Reference, pair.Base)?.Href))
            .Check(UrlGenerators.Repeatable(3_000));

    [Fact]
    public void Parser_agrees_with_the_standard_when_there_is_no_base() =>
        Prop.ForAll(UrlGenerators.Any, text =>
            Assert.Equal(ReferenceUrlParser.Parse(text, null), TestUrls.Parse(text)?.Href))
            .Check(UrlGenerators.Repeatable(3_000));

    [Fact]
    public void Serialised_urls_parse_to_themselves() =>
        Prop.ForAll(UrlGenerators.Any, text =>
        {
            if (TestUrls.Parse(text) is not { } url)
                return;
            var again = TestUrls.Parse(url.Href);
            Assert.Equal(url, again);
            Assert.True(Ascii.IsValid(url.Href));
        }).Check(UrlGenerators.Repeatable(3_000));

    [Fact]
    public void Canonicalisation_is_idempotent_and_its_result_a_serialised_url() =>
        Prop.ForAll(UrlGenerators.Any, text =>
        {
            foreach (var canonicalizer in Canonicalizers)
            {
                if (!CrawlUrl.TryParse(text, null, canonicalizer, out var url, out _))
                    continue;
                Assert.True(CrawlUrl.TryParse(url.Href, null, canonicalizer, out var again, out _, out var applied));
                Assert.Equal(url.Href, again.Href);
                Assert.Equal(CanonicalizationRules.None, applied);
                Assert.Equal(url.Parts, again.Parts);
                Assert.Equal(url.Href, CrawlUrl.FromCanonical(url.Href).Href);
            }
        }).Check(UrlGenerators.Repeatable(3_000));

    [Fact]
    public void Rules_are_reported_exactly_when_the_url_changes() =>
        Prop.ForAll(UrlGenerators.Any, text =>
        {
            if (TestUrls.Parse(text) is not { } plain)
                return;
            Assert.True(CrawlUrl.TryParse(text, null, UrlCanonicalizer.Default, out var url, out _, out var applied));
            Assert.Equal(plain.Href != url.Href, applied != CanonicalizationRules.None);
        }).Check(UrlGenerators.Repeatable(2_000));

    [Fact]
    public void A_resolver_used_again_agrees_with_a_fresh_one()
    {
        var reused = new UrlResolver(UrlCanonicalizer.Default);
        Prop.ForAll(UrlGenerators.Pairs, pair =>
        {
            if (!CrawlUrl.TryParse(pair.Base, null, UrlCanonicalizer.PlainUrls, out var page, out _))
                return;
            reused.Reset(page, null);
            var error = reused.Resolve(Encoding.UTF8.GetBytes(pair.Reference));
            var applied = error == UrlError.None ? reused.Canonicalize() : CanonicalizationRules.None;
            var parsed = CrawlUrl.TryParse(pair.Reference, page, UrlCanonicalizer.Default, out var fresh, out var freshError, out var freshApplied);
            Assert.Equal(freshError, error);
            Assert.Equal(freshApplied, applied);
            if (parsed)
                Assert.Equal(fresh, reused.ToCrawlUrl());
        }).Check(UrlGenerators.Repeatable(2_000));
    }

    [Fact]
    public void Nothing_throws_and_spans_fit_when_bytes_are_random()
    {
        var random = new System.Random(20261122);
        for (var i = 0; i < 20_000; i++)
            UrlFuzz.Run(UrlFuzz.RandomInput(random));
    }
}
