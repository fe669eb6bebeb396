using System.Net;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Http;
using ActorCrawler.Core.Urls;
using ActorCrawler.Http;
using ActorCrawler.Storage;

namespace ActorCrawler.Actors.Tests.Settings;

public sealed class FetchSectionTests
{
    [Fact]
    public void Defaults_are_those_of_the_design()
    {
        var settings = CrawlSettings.Load(Sources.Of());
        Assert.Equal(10 << 20, settings.Orders.MaxBodyBytes);
        Assert.Equal(TimeSpan.FromSeconds(60), settings.Fetch.TotalTimeout);
        Assert.Equal((2, 20), (settings.Frontier.Retries, settings.Frontier.MaxRedirects));
        Assert.Equal((TimeSpan.FromHours(24), TimeSpan.FromSeconds(300)), (settings.Politeness.RobotsCache, settings.Politeness.MaxCrawlDelay));
        Assert.Equal((TimeSpan.FromSeconds(1), 1, 0), (settings.Politeness.Delay, settings.Politeness.PerHost, settings.Politeness.PerAddress));
        Assert.Equal(TimeSpan.FromHours(1), settings.Politeness.MaxWait);
        Assert.Equal((50 << 20, true), (settings.Parser.MaxInflatedBytes, settings.Parser.ObeyNofollow));
        Assert.Equal(Durability.Process, settings.Storage.Durability);
        Assert.Equal("", settings.Fetch.Proxy);
        Assert.Equal(ScopeMode.Host, settings.Scope.Mode);
        Assert.Equal(CanonicalizationRules.Default, settings.Urls.Rules);
        Assert.NotNull(settings.Orders.Addresses.Refusal(IPAddress.Loopback));
    }

    [Theory]
    [InlineData("fetch.allow-private", "on", "127.0.0.1", true)]
    [InlineData("fetch.allow-private", "on", "169.254.169.254", false)]
    [InlineData("fetch.allow-nets", "10.0.0.0/8", "10.1.2.3", true)]
    [InlineData("fetch.allow-nets", "10.0.0.0/8", "192.168.0.1", false)]
    public void Addresses_are_allowed_by_name(string key, string value, string address, bool allowed) =>
        Assert.Equal(allowed, CrawlSettings.Load(Sources.Of((key, value))).Orders.Addresses.Refusal(IPAddress.Parse(address)) is null);

    [Fact]
    public void Keeping_all_parameters_turns_their_rules_off() =>
        Assert.Equal(
            CanonicalizationRules.None,
            CrawlSettings.Load(Sources.Of(("urls.keep-all-parameters", "on"))).Urls.Rules & CanonicalizationRules.Parameters);

    [Theory]
    [InlineData("fetch.headers", "no colon", "--headers: 'Name: value' is expected, in printable ASCII.")]
    [InlineData("fetch.headers", "A b: c", "--headers: 'Name: value' is expected, in printable ASCII.")]
    [InlineData("fetch.headers", "A: b\nC: d", "--headers: 'Name: value' is expected, in printable ASCII.")]
    [InlineData("fetch.headers", "Host: b.test", "--headers: Host is set by the crawler itself and cannot be given.")]
    [InlineData("fetch.credentials", "a.test me:pw", "--credentials: 'https://host user:password' is expected.")]
    [InlineData("fetch.proxy", "proxy:3128", "--proxy: 'proxy:3128' must be http://host:port, https://host:port or socks5://host:port, or off.")]
    [InlineData("fetch.allow-nets", "10.0.0.0/99", "--allow-nets: '10.0.0.0/99': '10.0.0.0/99' has no prefix length from 0 to 32 after its slash.")]
    [InlineData("fetch.wanted-types", "html", "--wanted-types: 'html': a media type in lower case is expected, such as text/html.")]
    [InlineData("fetch.user-agent", "1", "--user-agent: '1' must be a User-Agent in printable ASCII that begins with a name, such as ExampleBot/1.0, or off.")]
    [InlineData("parse.link-sources", "images", "--link-sources: 'images': one of anchor, area, refresh, media, srcset, link, script, frame, form is expected.")]
    [InlineData("resolver.hosts", "a.test", "--hosts: 'a.test': 'name address...' is expected, as in a hosts file.")]
    [InlineData("storage.durability", "none", "--durability: 'none' must be one of process, power.")]
    [InlineData("scope.include", "a(", "--include: 'a(': the pattern a( is wrong at character 3: insufficient closing parentheses.")]
    [InlineData("urls.drop-parameters", "*a", "--drop-parameters: '*a': a parameter's name is expected, with a star at its end at most.")]
    public void Value_that_is_wrong_is_refused(string key, string value, string error) => Assert.Equal([error], Sources.Errors(Sources.Of((key, value))));

    [Fact]
    public void Secrets_are_used_and_not_shown()
    {
        var settings = CrawlSettings.Load(Sources.Of(
            ("fetch.headers", "Authorization: Bearer topsecret"),
            ("fetch.headers", "Accept-Language: de"),
            ("fetch.credentials", "https://A.test me:topsecret"),
            ("fetch.proxy", "http://me:topsecret@proxy.test:3128")));
        Assert.Equal([new HeaderField("Authorization", "Bearer topsecret")], settings.Fetch.PrivateHeaders);
        Assert.Equal([new HeaderField("Accept-Language", "de")], settings.Fetch.Headers);
        Assert.Equal(new HostCredential("https://a.test", "me", "topsecret"), Assert.Single(settings.Fetch.Credentials));
        Assert.Equal("http://me:topsecret@proxy.test:3128", settings.Fetch.Proxy);
        Assert.DoesNotContain(settings.Effective, e => e.Values.Any(v => v.Contains("topsecret", StringComparison.Ordinal)));
        Assert.Equal(["Accept-Language: de"], settings.Effective.Single(e => e.Key == "fetch.headers").Values);
    }

    [Theory]
    [InlineData("http://example.test/x", "http://example.test,http://www.example.test,https://example.test,https://www.example.test")]
    [InlineData("https://www.example.test/x", "https://example.test,https://www.example.test")]
    [InlineData("https://example.test:8443/", "https://example.test:8443,https://www.example.test:8443")]
    public void Secret_header_fields_are_for_the_hosts_of_start_urls_alone(string start, string hosts) =>
        Assert.Equal(hosts.Split(','), CrawlSettings.Load(Sources.Of(("start-urls", start))).Fetch.PrivateHeaderHosts.Order(StringComparer.Ordinal));

    [Fact]
    public void Secrets_left_out_must_be_given_again()
    {
        using var folder = new TemporaryFolder();
        var settings = CrawlSettings.Load(Sources.Of(
            ("out", folder.Path), ("fetch.headers", "Authorization: x"), ("fetch.credentials", "https://a.test me:pw"), ("fetch.proxy", "http://me:pw@p.test:1")));
        using (var directory = JobDirectory.Open(folder.Path, JobOpenMode.OpenOrCreate, TimeProvider.System)) JobSettingsFile.Write(settings, directory);
        var file = folder.Path + "/settings.conf";
        Assert.DoesNotContain("me:pw", File.ReadAllText(file), StringComparison.Ordinal);
        var errors = Sources.Errors(new SettingsSources { JobFile = file });
        Assert.Equal(3, errors.Count);
        Assert.EndsWith("secrets are not stored, so header Authorization must be given again: --header 'Authorization: ...'.", errors[0], StringComparison.Ordinal);
        var again = new SettingsSources
        {
            JobFile = file,
            Flags =
            [
                new SettingValue("--header", "fetch.headers", "Authorization:"),
                new SettingValue("--auth", "fetch.credentials", "https://a.test me:pw"),
                new SettingValue("--proxy", "fetch.proxy", "http://me:pw@p.test:1"),
            ],
        };
        Assert.Equal(new HeaderField("Authorization", ""), Assert.Single(CrawlSettings.Load(again).Fetch.PrivateHeaders));
    }

    [Fact]
    public void Names_are_given_addresses_as_in_a_hosts_file()
    {
        var hosts = CrawlSettings.Load(Sources.Of(("resolver.hosts", "A.test 127.0.0.1 ::1"), ("resolver.hosts", "a.test 127.0.0.2"))).Resolver.Overrides;
        Assert.Equal(["127.0.0.1", "::1", "127.0.0.2"], Assert.Single(hosts).Value.Select(a => a.ToString()));
    }

    [Theory]
    [InlineData("me@example.test", "me@example.test")]
    [InlineData("mailto:me@example.test", "me@example.test")]
    [InlineData("https://example.test/bot", "")]
    public void Contact_that_is_a_mail_address_is_sent_as_from(string contact, string from) =>
        Assert.Equal(from, CrawlSettings.Load(Sources.Of(("fetch.contact", contact))).Fetch.From);
}
