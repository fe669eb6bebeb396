using ActorCrawler.Core.Http;
using ActorCrawler.Http.Names;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Http.Tests;

/// <summary>What is sent.</summary>
public sealed class RequestTests : IAsyncLifetime
{
    private readonly List<string> _requests = [];
    private readonly RawServer _server;

    public RequestTests() => _server = RawServer.Start(async connection =>
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            _requests.Add(request);
            await connection.SendAsync("HTTP/1.1 200 OK\r\nSet-Cookie: id=7; Path=/\r\nContent-Length: 2\r\n\r\nok");
        }
    });

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Request_has_the_standard_fields_and_no_others_when_a_page_is_asked_for()
    {
        var request = await SendAsync(s => s with { From = "me@example.org", AcceptLanguage = "en" });

        Assert.Equal(
            $"GET /a%2Fb/%7E?q=%41 HTTP/1.1\r\nHost: 127.0.0.1:{_server.Port}\r\nUser-Agent: ActorCrawler/0.1\r\nFrom: me@example.org\r\n"
            + "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.5\r\nAccept-Language: en\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n",
            request);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/%7Euser/%2e%2e/%41?%7e=%3d&x=|^`{}")]
    [InlineData("/a//b/;c=d/@:!$&'()*+,=?a=b?c=/../d")]
    [InlineData("/x?q=%E4%BD%A0%zz")]
    [InlineData("/a/.b/...?")]
    public async Task Target_is_sent_as_it_stands_when_it_is_canonical(string target)
    {
        var request = await SendAsync(order: o => o with { Url = _server.Url.TrimEnd('/') + target });

        Assert.Equal($"GET {target} HTTP/1.1", request.Split("\r\n")[0]);
    }

    [Theory]
    [InlineData(FetchPurpose.Robots)]
    [InlineData(FetchPurpose.Sitemap)]
    public async Task Request_accepts_everything_when_it_is_for_no_page(FetchPurpose purpose) =>
        Assert.Contains("Accept: */*\r\n", await SendAsync(order: o => o with { Purpose = purpose }), StringComparison.Ordinal);

    [Fact]
    public async Task Fields_replace_others_of_their_name_when_user_or_order_give_them()
    {
        var request = await SendAsync(
            s => s with { Headers = [new("accept", "text/plain"), new("X-Team", "a")] },
            o => o with { Headers = [new("X-Team", "b"), new("User-Agent", "other")], IfNoneMatch = "\"tag\"", IfModifiedSince = "yesterday" });

        Assert.Equal(
            ["Accept-Encoding: gzip, deflate, br", "Accept: text/plain", "If-Modified-Since: yesterday", "If-None-Match: \"tag\"", "User-Agent: other", "X-Team: b"],
            request.Split("\r\n").Where(line => line.Contains(": ", StringComparison.Ordinal) && !line.StartsWith("Host", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Credentials_go_to_their_host_alone_when_there_are_any()
    {
        await using var other = RawServer.Start(async connection =>
        {
            _requests.Add((await connection.ReadRequestAsync())!);
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        var settings = Defaults.Settings with { Credentials = [new HostCredential(_server.Url.TrimEnd('/'), "me", "s3cret:ü")] };
        using var fetcher = new PageFetcher(settings, Fetching.NoNames, TimeProvider.System);

        foreach (var url in new[] { _server.Url, other.Url })
        {
            using var outcome = await fetcher.FetchAsync(Defaults.Order(url), CancellationToken.None);
            outcome.IsFetched();
        }

        Assert.Contains("Authorization: Basic " + Convert.ToBase64String("me:s3cret:ü"u8), _requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", _requests[1], StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", settings.Credentials[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_fields_go_to_the_hosts_named_for_them_alone()
    {
        var settings = Defaults.Settings with
        {
            Headers = [new("Accept-Language", "de")],
            PrivateHeaders = [new("Authorization", "Bearer s3cret"), new("Cookie", "id=s3cret")],
            PrivateHeaderHosts = new HashSet<string> { $"http://mine.example:{_server.Port}" },
        };
        var names = new StaticResolver([new("mine.example", [System.Net.IPAddress.Loopback]), new("other.example", [System.Net.IPAddress.Loopback])]);
        using var fetcher = new PageFetcher(settings, names, TimeProvider.System);

        foreach (var host in new[] { "mine.example", "other.example" })
        {
            using var outcome = await fetcher.FetchAsync(Defaults.Order($"http://{host}:{_server.Port}/"), CancellationToken.None);
            outcome.IsFetched();
        }

        Assert.Contains("Authorization: Bearer s3cret\r\n", _requests[0], StringComparison.Ordinal);
        Assert.Contains("Cookie: id=s3cret\r\n", _requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", _requests[1], StringComparison.Ordinal);
        Assert.All(_requests, request => Assert.Contains("Accept-Language: de\r\n", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exchange_is_put_off_when_its_address_has_as_many_as_allowed()
    {
        var arrived = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            arrived.TrySetResult();
            await answer.Task;
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        var names = new StaticResolver([new("a.example", [System.Net.IPAddress.Loopback]), new("b.example", [System.Net.IPAddress.Loopback])]);
        using var fetcher = new PageFetcher(Defaults.Settings with { MaxPerAddress = 1 }, names, TimeProvider.System);

        var first = fetcher.FetchAsync(Defaults.Order($"http://a.example:{server.Port}/"), CancellationToken.None);
        await arrived.Task;
        using var second = await fetcher.FetchAsync(Defaults.Order($"http://b.example:{server.Port}/"), CancellationToken.None);
        answer.SetResult();
        using var done = await first;
        using var third = await fetcher.FetchAsync(Defaults.Order($"http://b.example:{server.Port}/"), CancellationToken.None);

        Assert.IsType<FetchOutcome.AddressBusy>(second);
        Assert.Equal(System.Net.IPAddress.Loopback, second.Facts.CountedAddress);
        done.IsFetched();
        third.IsFetched();
    }

    [Fact]
    public async Task Cookies_are_kept_and_sent_to_their_host_when_there_is_a_jar()
    {
        using var without = new PageFetcher(Defaults.Settings, Fetching.NoNames, TimeProvider.System);
        var names = new StaticResolver([new("other.example", [System.Net.IPAddress.Loopback])]);
        var jar = new CookieJar(new CookieLimits(50, 3000), CookieRules.Rfc6265bis);
        using var with = new PageFetcher(Defaults.Settings, names, TimeProvider.System, jar);

        await FetchTwiceAsync(without, _server.Url);
        await FetchTwiceAsync(with, _server.Url);
        using var other = await with.FetchAsync(Defaults.Order($"http://other.example:{_server.Port}/"), CancellationToken.None);

        Assert.Equal([false, false, false, true, false], _requests.Select(request => request.Contains("Cookie: id=7\r\n", StringComparison.Ordinal)));
        Assert.DoesNotContain(_requests, request => request.Contains("Cookie: ", StringComparison.Ordinal) && !request.Contains("id=7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connection_is_closed_after_each_exchange_when_none_is_to_be_kept()
    {
        using var fetcher = new PageFetcher(Defaults.Settings with { ConnectionIdleTimeout = TimeSpan.Zero }, Fetching.NoNames, TimeProvider.System);

        await FetchTwiceAsync(fetcher, _server.Url);

        Assert.Equal(2, _server.Connections);
        Assert.All(_requests, request => Assert.Contains("Connection: close\r\n", request, StringComparison.Ordinal));
    }

    private static async Task FetchTwiceAsync(PageFetcher fetcher, string url)
    {
        for (var i = 0; i < 2; i++)
        {
            using var outcome = await fetcher.FetchAsync(Defaults.Order(url), CancellationToken.None);
            outcome.IsFetched();
        }
    }

    private async Task<string> SendAsync(Func<FetchSettings, FetchSettings>? settings = null, Func<FetchOrder, FetchOrder>? order = null)
    {
        using var outcome = await Fetching.FetchAsync(_server.Url + "a%2Fb/%7E?q=%41", settings, order);
        outcome.IsFetched();
        return Assert.Single(_requests);
    }
}
