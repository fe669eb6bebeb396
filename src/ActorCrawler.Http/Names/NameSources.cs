using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace ActorCrawler.Http.Names;

/// <summary>Chooses whom to ask for names on this machine.</summary>
internal static class NameSources
{
    /// <summary>Services of nsswitch.conf(5) that <see cref="DnsSource"/> does the work of: files and dns, and those that serve this machine's own names or a local stub.</summary>
    private static readonly string[] Covered = ["files", "dns", "resolve", "myhostname", "mymachines"];

    public static INameSource Make(ResolverSettings settings, TimeProvider time)
    {
        var (ipv4, ipv6) = settings.Families switch
        {
            AddressFamilies.IPv4 => (true, false),
            AddressFamilies.IPv6 => (false, true),
            AddressFamilies.Both => (true, true),
            _ => (true, HasIPv6()),
        };
        var nsswitch = Read("/etc/nsswitch.conf");
        if (settings.Source == ResolverSource.System
            || settings.Source == ResolverSource.Auto && !(OperatingSystem.IsLinux() && File.Exists("/etc/resolv.conf") && IsCovered(nsswitch)))
            return new SystemSource(settings.MaxThreads, ipv4, ipv6);
        var files = ConfigurationFiles.OfSystem(time);
        var dns = new DnsSource(() => files.Current, new DnsClient(settings.QueryTimeout, time), ipv4, ipv6, time);
        return settings.Source == ResolverSource.Auto && nsswitch.Contains("mdns", StringComparison.Ordinal)
            ? new LinkNamesSource(dns, new SystemSource(settings.MaxThreads, ipv4, ipv6))
            : dns;
    }

    /// <summary>Whether the <c>hosts</c> line of nsswitch.conf names nothing that must be asked through the system. Without such a line files and dns are meant.</summary>
    public static bool IsCovered(string nsswitch)
    {
        foreach (var line in nsswitch.Split('\n'))
        {
            var text = line.AsSpan().Trim();
            if (!text.StartsWith("hosts:"))
                continue;
            var services = text["hosts:".Length..].ToString().Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            // Actions stand in brackets: [NOTFOUND=return], [!UNAVAIL=return].
            return services.All(service => Covered.Contains(service) || service.StartsWith('[') || service.EndsWith(']') || service.StartsWith("mdns", StringComparison.Ordinal));
        }
        return true;
    }

    /// <summary>As AI_ADDRCONFIG of getaddrinfo: an address that can be of use beyond this machine's own link.</summary>
    private static bool HasIPv6() =>
        Socket.OSSupportsIPv6 && NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Any(address => address.Address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv6LinkLocal: false });

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
