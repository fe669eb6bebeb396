using System.Net;
using ActorCrawler.Http.Names;

namespace ActorCrawler.Http.Tests.Names;

public sealed class ResolverConfigurationTests
{
    [Fact]
    public void Configuration_reads_servers_search_and_options_when_written_as_resolv_conf_is()
    {
        var configuration = ResolverConfiguration.Parse(
            "# made by hand\nnameserver 192.0.2.53 ; first\nnameserver 2001:db8::53\nnameserver nonsense\nnameserver 192.0.2.54\nnameserver 192.0.2.55\n"
            + "domain old.example\nsearch Corp.Example. example\noptions ndots:5 rotate timeout:1\n", "", "");

        Assert.Equal(["192.0.2.53:53", "[2001:db8::53]:53", "192.0.2.54:53"], configuration.Servers.Select(server => server.ToString()));
        Assert.Equal("corp.example example", string.Join(' ', configuration.Search));
        Assert.Equal(5, configuration.NDots);
        Assert.True(configuration.Rotate);
    }

    [Fact]
    public void Configuration_names_this_machine_when_there_is_no_name_server() =>
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 53), Assert.Single(ResolverConfiguration.Parse("", "", "").Servers));

    [Theory]
    [InlineData("hosts: files dns", true)]
    [InlineData("passwd: files\nhosts:\tfiles mdns4_minimal [NOTFOUND=return] dns # usual", true)]
    [InlineData("hosts: mymachines resolve [!UNAVAIL=return] files myhostname dns", true)]
    [InlineData("hosts: files ldap dns", false)]
    [InlineData("", true)]
    public void Services_are_covered_when_the_crawler_can_do_their_work(string nsswitch, bool covered) =>
        Assert.Equal(covered, NameSources.IsCovered(nsswitch));
}
