using System.Collections.Immutable;
using System.Net;

namespace ActorCrawler.Http.Names;

/// <summary>
/// The hosts file first, then the name servers, by the rules of resolv.conf(5) but for one: a name that has a dot is asked for as it stands
/// first, whatever <c>ndots</c> says, and completed with search domains only if it has fewer dots than that. Names of the web are complete;
/// completing them first would send every one of them to the local domain.
/// </summary>
internal sealed class DnsSource(Func<ResolverConfiguration> configure, DnsClient client, bool ipv4, bool ipv6, TimeProvider time) : INameSource
{
    /// <summary>When one family's addresses are there, the other's are waited for no longer than this (RFC 8305 section 3 has 50 ms, for people who wait).</summary>
    private static readonly TimeSpan OtherFamily = TimeSpan.FromMilliseconds(200);

    private int _turn;

    public async Task<NameAnswer> AskAsync(string host, CancellationToken cancellationToken)
    {
        var configuration = configure();
        if (!host.Contains('.') && configuration.Aliases.TryGetValue(host, out var alias))
            host = alias;
        if (configuration.Hosts.TryGetValue(host, out var addresses) && Usable(addresses) is { IsEmpty: false } usable)
            return new NameAnswer(new HostLookup.Found(usable), null);

        var first = default(NameAnswer?);
        foreach (var name in Candidates(host, configuration))
        {
            if (!DnsMessage.IsName(name))
            {
                first ??= new NameAnswer(new HostLookup.Missing("it is no valid name of the domain name system"), null);
                continue;
            }
            var answer = await AskBothAsync(configuration, name, cancellationToken).ConfigureAwait(false);
            if (answer.Lookup is not HostLookup.Missing)
                return answer;
            first ??= answer;
        }
        return first!.Value;
    }

    private static IEnumerable<string> Candidates(string host, ResolverConfiguration configuration)
    {
        var dots = host.Count(c => c == '.');
        if (dots > 0)
            yield return host;
        if (dots < configuration.NDots)
        {
            foreach (var domain in configuration.Search)
                yield return $"{host}.{domain}";
        }
        if (dots == 0)
            yield return host;
    }

    private async Task<NameAnswer> AskBothAsync(ResolverConfiguration configuration, string name, CancellationToken cancellationToken)
    {
        if (!ipv4 || !ipv6)
            return Judge(name, await AskServersAsync(configuration, name, ipv4 ? DnsMessage.TypeA : DnsMessage.TypeAaaa, cancellationToken).ConfigureAwait(false), null);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var v4 = AskServersAsync(configuration, name, DnsMessage.TypeA, enough.Token);
        var v6 = AskServersAsync(configuration, name, DnsMessage.TypeAaaa, enough.Token);
        var first = await Task.WhenAny(v4, v6).ConfigureAwait(false);
        var other = first == v4 ? v6 : v4;
        if (await first.ConfigureAwait(false) is DnsReply.Addresses && !other.IsCompleted)
            await Task.WhenAny(other, Task.Delay(OtherFamily, time, enough.Token)).ConfigureAwait(false);
        if (await first.ConfigureAwait(false) is DnsReply.Addresses && !other.IsCompleted)
        {
            await enough.CancelAsync().ConfigureAwait(false);
            await ((Task)other).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Judge(name, await first.ConfigureAwait(false), null);
        }
        return Judge(name, await v6.ConfigureAwait(false), await v4.ConfigureAwait(false));
    }

    /// <summary>Asks server after server, round and round, until one answers; how long in all is for the caller to limit.</summary>
    private async Task<DnsReply> AskServersAsync(ResolverConfiguration configuration, string name, ushort type, CancellationToken cancellationToken)
    {
        var servers = configuration.Servers;
        var turn = configuration.Rotate ? (int)((uint)Interlocked.Increment(ref _turn) % servers.Length) : 0;
        DnsReply last = new DnsReply.Silence();
        for (var attempt = 0; attempt < 2 * servers.Length || last is DnsReply.Silence; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            last = await client.AskAsync(servers[(turn + attempt) % servers.Length], name, type, configuration.UseTcp, cancellationToken).ConfigureAwait(false);
            if (last is DnsReply.Addresses or DnsReply.None)
                return last;
        }
        return last;
    }

    private NameAnswer Judge(string name, DnsReply one, DnsReply? two)
    {
        var found = new List<IPAddress>();
        var ttl = TimeSpan.MaxValue;
        foreach (var reply in new[] { one, two }.OfType<DnsReply.Addresses>())
        {
            found.AddRange(reply.Found);
            ttl = reply.TimeToLive < ttl ? reply.TimeToLive : ttl;
        }
        if (Usable([.. found]) is { IsEmpty: false } usable)
            return new NameAnswer(new HostLookup.Found(usable), ttl);
        // One family failing hides addresses that may be there; both must say that there is none.
        if (one is DnsReply.None a && (two is null or DnsReply.None))
            return new NameAnswer(new HostLookup.Missing(a.NoSuchName ? $"no such name: {name}" : $"{name} has no address"), a.TimeToLive);
        return (one is DnsReply.None or DnsReply.Addresses ? two : one) switch
        {
            DnsReply.Error error => new NameAnswer(new HostLookup.Failed($"the name server answered {Name(error.Code)}"), null),
            DnsReply.Unreachable unreachable => new NameAnswer(new HostLookup.Failed($"the name server cannot be reached: {unreachable.Why}"), null),
            DnsReply.Silence => new NameAnswer(new HostLookup.TimedOut("the name server did not answer"), null),
            _ => new NameAnswer(new HostLookup.Failed("the name server's answer makes no sense"), null),
        };
    }

    private ImmutableArray<IPAddress> Usable(ImmutableArray<IPAddress> addresses) =>
        [.. addresses.Where(address => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? ipv4 : ipv6)];

    private static string Name(int code) => code switch { 1 => "FORMERR", 2 => "SERVFAIL", 4 => "NOTIMP", 5 => "REFUSED", _ => $"error {code}" };
}
