using System.Numerics;

namespace ActorCrawler.Core.Frontier;

/// <summary>
/// The contents of pages seen, as many as fit; the oldest are forgotten first. Equal bodies are found by their hash, similar texts by fingerprints that
/// differ in few bits: two that differ in at most three bits agree in one of four quarters, so looking through those that share a quarter
/// finds them all. Not thread-safe.
/// </summary>
public sealed class DuplicateIndex
{
    /// <summary>Fingerprints that differ in more bits could not be found by their quarters.</summary>
    public const int GreatestDistance = 3;

    /// <summary>Memory for one page.</summary>
    public const int BytesPerPage = 24 + (Chains * sizeof(int)) + (2 * Chains * sizeof(int));

    private const int Quarters = GreatestDistance + 1;
    private const int Chains = Quarters + 1;
    private const int HashChain = Quarters;

    private readonly PageContent[] _ring;
    private readonly int[] _heads;
    private readonly int[] _next;
    private readonly int _headBits;
    private readonly int? _maxDistance;
    private int _count;

    /// <summary>An empty index.</summary>
    /// <param name="memory">Bytes that it may take, as far as they are used; at least enough for a thousand pages.</param>
    /// <param name="maxDistance">Bits in which the fingerprints of similar texts differ at most, 0 to <see cref="GreatestDistance"/>; null finds equal bodies alone.</param>
    public DuplicateIndex(long memory, int? maxDistance)
    {
        var capacity = (int)Math.Clamp(memory / BytesPerPage, 1_000, 100_000_000);
        _maxDistance = maxDistance;
        _headBits = Math.Min(BitOperations.Log2((uint)capacity) + 1, 26);
        _ring = new PageContent[capacity];
        _next = new int[capacity * Chains];
        _heads = new int[Chains << _headBits];
    }

    /// <summary>Pages that it can hold.</summary>
    public int Capacity => _ring.Length;

    /// <summary>The earlier page with that content; when there is none, 0, and the page is remembered as the first one.</summary>
    public long FindOrAdd(in PageContent content)
    {
        var found = Find(content);
        if (found == 0) Add(content);
        return found;
    }

    private long Find(in PageContent content)
    {
        for (var number = Head(HashChain, content.Hash); IsHeld(number); number = Next(number, HashChain))
        {
            if (this[number].Hash == content.Hash) return this[number].UrlId;
        }

        if (_maxDistance is not { } distance || content.Text == 0) return 0;
        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            for (var number = Head(quarter, Quarter(content.Text, quarter)); IsHeld(number); number = Next(number, quarter))
            {
                if (BitOperations.PopCount(this[number].Text ^ content.Text) <= distance) return this[number].UrlId;
            }
        }

        return 0;
    }

    private void Add(in PageContent content)
    {
        // Pages are numbered from 1, so that 0 ends a chain; a number that was overwritten in the ring ends it, too.
        var number = ++_count;
        this[number] = content;
        Link(number, HashChain, content.Hash);
        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            if (_maxDistance is not null && content.Text != 0) Link(number, quarter, Quarter(content.Text, quarter));
            else Next(number, quarter) = 0;
        }
    }

    private void Link(int number, int chain, ulong key)
    {
        ref var head = ref Head(chain, key);
        Next(number, chain) = head;
        head = number;
    }

    private static ulong Quarter(ulong text, int quarter) => (text >> (16 * quarter)) & 0xFFFF;

    private bool IsHeld(int number) => number > 0 && number > _count - _ring.Length;

    private ref PageContent this[int number] => ref _ring[number % _ring.Length];

    private ref int Next(int number, int chain) => ref _next[(number % _ring.Length * Chains) + chain];

    private ref int Head(int chain, ulong key) => ref _heads[(chain << _headBits) + (int)(key & ((1UL << _headBits) - 1))];
}
