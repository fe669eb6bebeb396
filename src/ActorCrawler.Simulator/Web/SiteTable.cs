using System.Collections;
using System.Globalization;

namespace ActorCrawler.Simulator.Web;

/// <summary>The hosts of a running server, found by the Host header.</summary>
internal sealed class SiteTable : IReadOnlyList<Site>
{
    private readonly Dictionary<string, Site> _byAuthority;

    private readonly Site[] _sites;

    private SiteTable(Site[] sites)
    {
        _sites = sites;
        _byAuthority = sites.ToDictionary(site => site.Authority, StringComparer.OrdinalIgnoreCase);
    }

    public int Count => _sites.Length;

    public Site this[int index] => _sites[index];

    /// <summary>Makes the table for the ports that the server has got: one with <see cref="HostNaming.Names"/>, else one for each host.</summary>
    public static SiteTable Make(SimulatorOptions options, IReadOnlyList<int> ports) =>
        new([.. Enumerable.Range(0, options.Hosts).Select(i => new Site(i, options.Naming switch
        {
            HostNaming.Names => string.Create(CultureInfo.InvariantCulture, $"site-{i + 1}.localhost:{ports[0]}"),
            HostNaming.Addresses => string.Create(CultureInfo.InvariantCulture, $"{Address(i)}:{ports[i]}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{ports[i]}"),
        }))]);

    /// <summary>The address of host number <paramref name="index"/>: from 127.0.1.1 on, 250 in each third byte.</summary>
    public static string Address(int index) => string.Create(CultureInfo.InvariantCulture, $"127.0.{1 + index / 250}.{1 + index % 250}");

    /// <summary>The host with that name and port; null when there is none.</summary>
    public Site? Find(string authority) => _byAuthority.GetValueOrDefault(authority);

    public IEnumerator<Site> GetEnumerator() => ((IEnumerable<Site>)_sites).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _sites.GetEnumerator();
}
