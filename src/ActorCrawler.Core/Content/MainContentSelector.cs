namespace ActorCrawler.Core.Content;

/// <summary>
/// Chooses the blocks that are a page's main content. What the markup says goes first: navigation, footers and asides are left out, and a
/// <c>main</c> or <c>article</c> with enough text in it is all there is. Where markup says nothing, long text with few links is content, and what is short
/// goes with what stands around it. A few passes over the blocks. Used again for page after page; not thread-safe.
/// </summary>
/// <remarks>Lengths are bytes of UTF-8, which makes up for the words of Chinese and Japanese having fewer characters.</remarks>
internal sealed class MainContentSelector
{
    private const int Long = 200;
    private const int Short = 70;

    // A main element with less text than this, or than this part of the page's, is not trusted: the text stands elsewhere.
    private const int LeastTrusted = 140;
    private const int TrustedPart = 4;

    private bool[] _isKept = [];
    private Kind[] _kinds = [];
    private Kind[] _following = [];

    private enum Kind : byte
    {
        None,
        Short,
        Likely,
        Good,
        Bad,
    }

    /// <summary>Whether each block is content; valid until the next call.</summary>
    public ReadOnlySpan<bool> Select(ReadOnlySpan<ContentBlock> blocks)
    {
        if (_isKept.Length < blocks.Length)
        {
            _isKept = new bool[blocks.Length];
            _kinds = new Kind[blocks.Length];
            _following = new Kind[blocks.Length];
        }
        var kept = _isKept.AsSpan(0, blocks.Length);
        var excluded = BlockRegions.Boilerplate | BlockRegions.Suspect;
        var total = Text(blocks, BlockRegions.Boilerplate, BlockRegions.None);
        // Names may lie: where next to nothing is left without what sounds like boilerplate, it is none.
        if (Text(blocks, excluded, BlockRegions.None) * TrustedPart < total)
            excluded = BlockRegions.Boilerplate;
        var region = Trusted(blocks, excluded, total);
        if (region != BlockRegions.None)
        {
            KeepRegion(blocks, kept, excluded, region);
        }
        else
        {
            KeepDense(blocks, kept, excluded);
            if (Kept(blocks, kept) * TrustedPart < total)
                KeepRegion(blocks, kept, excluded, BlockRegions.None);
        }
        if (Kept(blocks, kept) == 0)
            KeepAll(blocks, kept);
        DropLooseEnds(blocks, kept);
        return kept;
    }

    private static long Text(ReadOnlySpan<ContentBlock> blocks, BlockRegions without, BlockRegions within)
    {
        var sum = 0L;
        foreach (ref readonly var block in blocks)
            sum += (block.Regions & without) == 0 && (block.Regions & within) == within ? block.TextBytes - block.LinkBytes : 0;
        return sum;
    }

    private static long Kept(ReadOnlySpan<ContentBlock> blocks, ReadOnlySpan<bool> kept)
    {
        var sum = 0L;
        for (var i = 0; i < blocks.Length; i++)
            sum += kept[i] ? blocks[i].TextBytes - blocks[i].LinkBytes : 0;
        return sum;
    }

    private static BlockRegions Trusted(ReadOnlySpan<ContentBlock> blocks, BlockRegions excluded, long total)
    {
        var main = Text(blocks, excluded, BlockRegions.Main);
        var article = Text(blocks, excluded, BlockRegions.Article);
        var articleInMain = Text(blocks, excluded, BlockRegions.Main | BlockRegions.Article);
        if (IsEnough(main, total))
            return articleInMain * 2 > main ? BlockRegions.Main | BlockRegions.Article : BlockRegions.Main;
        return IsEnough(article, total) ? BlockRegions.Article : BlockRegions.None;
    }

    private static bool IsEnough(long bytes, long total) => bytes >= LeastTrusted && bytes * TrustedPart >= total;

    private static void KeepRegion(ReadOnlySpan<ContentBlock> blocks, Span<bool> kept, BlockRegions excluded, BlockRegions region)
    {
        for (var i = 0; i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            kept[i] = (block.Regions & excluded) == 0 && (block.Regions & region) == region && (block.Kind == BlockKind.Heading || !block.IsLinks || block.TextBytes >= Long);
        }
    }

    private static void KeepAll(ReadOnlySpan<ContentBlock> blocks, Span<bool> kept)
    {
        for (var i = 0; i < blocks.Length; i++)
            kept[i] = (blocks[i].Regions & BlockRegions.Boilerplate) == 0;
    }

    private void KeepDense(ReadOnlySpan<ContentBlock> blocks, Span<bool> kept, BlockRegions excluded)
    {
        for (var i = 0; i < blocks.Length; i++)
            _kinds[i] = (blocks[i].Regions & excluded) != 0 ? Kind.Bad : KindOf(blocks[i]);
        var following = Kind.Bad;
        for (var i = blocks.Length - 1; i >= 0; i--)
        {
            _following[i] = following;
            following = _kinds[i] is Kind.None or Kind.Short ? following : _kinds[i];
        }
        var before = Kind.Bad;
        for (var i = 0; i < blocks.Length; i++)
        {
            var after = _following[i];
            kept[i] = _kinds[i] switch
            {
                Kind.Good => true,
                Kind.Likely => before != Kind.Bad || after != Kind.Bad,
                Kind.Short => (before == Kind.Good && after != Kind.Bad) || (after == Kind.Good && before != Kind.Bad),
                // Headings, rules and pictures go with what follows them.
                Kind.None => after == Kind.Good || (after == Kind.Likely && before == Kind.Good),
                _ => false,
            };
            before = _kinds[i] is Kind.None or Kind.Short ? before : _kinds[i];
        }
    }

    private static Kind KindOf(in ContentBlock block)
    {
        if (block.Kind is BlockKind.Heading or BlockKind.Rule || block.TextBytes == 0)
            return Kind.None;
        if (block.IsLinks)
            return Kind.Bad;
        if (block.Kind == BlockKind.Preformatted)
            return Kind.Good;
        if (block.TextBytes < Short)
            return block.LinkBytes > 0 ? Kind.Bad : Kind.Short;
        return block.TextBytes >= Long && block.LinkBytes * 3 < block.TextBytes ? Kind.Good : Kind.Likely;
    }

    /// <summary>A heading with nothing of its own behind it introduces nothing; neither does a rule at the end.</summary>
    private static void DropLooseEnds(ReadOnlySpan<ContentBlock> blocks, Span<bool> kept)
    {
        if (Kept(blocks, kept, static block => block.Kind is BlockKind.Paragraph or BlockKind.Preformatted) == 0)
            return;
        var nextLevel = 0;
        var hasOwnText = false;
        var isEnd = true;
        for (var i = blocks.Length - 1; i >= 0; i--)
        {
            if (!kept[i])
                continue;
            ref readonly var block = ref blocks[i];
            switch (block.Kind)
            {
                case BlockKind.Heading:
                    if (kept[i] = hasOwnText || nextLevel > block.Level)
                        nextLevel = block.Level;
                    hasOwnText = false;
                    break;
                case BlockKind.Rule:
                    kept[i] = !isEnd;
                    break;
                default:
                    hasOwnText = true;
                    break;
            }
            isEnd &= !kept[i];
        }
    }

    private static int Kept(ReadOnlySpan<ContentBlock> blocks, ReadOnlySpan<bool> kept, Func<ContentBlock, bool> matches)
    {
        var count = 0;
        for (var i = 0; i < blocks.Length; i++)
            count += kept[i] && matches(blocks[i]) ? 1 : 0;
        return count;
    }
}
