namespace ActorCrawler.Core.Frontier;

/// <summary>
/// The books of a crawl: how many URLs were discovered, and where each of them is. Immutable.
/// Invariant: <see cref="Discovered"/> = queued + done + failed + excluded; leases are a part of queued on disk and are told apart by
/// whoever holds them.
/// </summary>
public sealed class Ledger
{
    private readonly long[] _byReason;

    /// <summary>Takes over the counts.</summary>
    /// <param name="discovered">URLs ever discovered, external ones included.</param>
    /// <param name="byReason">256 counts, indexed by <see cref="Reason"/>.</param>
    /// <param name="bytesReceived">Bytes received over the network for settled URLs.</param>
    public Ledger(long discovered, ReadOnlySpan<long> byReason, long bytesReceived)
    {
        if (byReason.Length != 256) throw new ArgumentException("256 counts are needed.", nameof(byReason));
        Discovered = discovered;
        BytesReceived = bytesReceived;
        _byReason = byReason.ToArray();
    }

    /// <summary>A ledger with nothing in it.</summary>
    public static Ledger Empty { get; } = new(0, new long[256], 0);

    /// <summary>URLs ever discovered.</summary>
    public long Discovered { get; }

    /// <summary>Bytes received over the network for settled URLs.</summary>
    public long BytesReceived { get; }

    /// <summary>Rows of pages.jsonl.</summary>
    public long Pages => this[Reason.Page] + this[Reason.Duplicate];

    /// <summary>Whether the books balance.</summary>
    public bool Balances => Discovered == _byReason.Sum();

    /// <summary>URLs with that reason.</summary>
    public long this[Reason reason] => _byReason[(byte)reason];

    /// <summary>URLs in that state.</summary>
    public long this[UrlState state] => Enum.GetValues<Reason>().Where(r => r.State() == state).Sum(r => _byReason[(byte)r]);

    /// <summary>Every reason that has URLs, in the order of its number.</summary>
    public IEnumerable<KeyValuePair<Reason, long>> Counts() =>
        Enum.GetValues<Reason>().Where(r => _byReason[(byte)r] != 0).Select(r => KeyValuePair.Create(r, _byReason[(byte)r]));
}
