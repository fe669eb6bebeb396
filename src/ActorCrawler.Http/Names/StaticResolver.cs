using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;

namespace ActorCrawler.Http.Names;

/// <summary>A resolver with a fixed table: names given by the user (<c>--resolve host=address</c>) before others are asked, and tests.</summary>
public sealed class StaticResolver : IHostResolver
{
    private static readonly HostLookup NotInTable = new HostLookup.Missing("the name is not in the table");

    private readonly FrozenDictionary<string, HostLookup> _table;
    private readonly IHostResolver? _next;

    /// <summary>Makes a resolver.</summary>
    /// <param name="table">Names and their addresses; the case of names does not matter.</param>
    /// <param name="next">Who is asked for other names; null when there are no others.</param>
    public StaticResolver(IEnumerable<KeyValuePair<string, ImmutableArray<IPAddress>>> table, IHostResolver? next = null)
    {
        _table = table.ToFrozenDictionary(p => p.Key, p => (HostLookup)new HostLookup.Found(p.Value), StringComparer.OrdinalIgnoreCase);
        _next = next;
    }

    /// <inheritdoc/>
    public ValueTask<HostLookup> ResolveAsync(string host, CancellationToken cancellationToken) =>
        _table.TryGetValue(host, out var found) ? ValueTask.FromResult(found)
        : _next is null ? ValueTask.FromResult(NotInTable)
        : _next.ResolveAsync(host, cancellationToken);
}
