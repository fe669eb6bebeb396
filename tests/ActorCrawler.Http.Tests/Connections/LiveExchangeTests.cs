using ActorCrawler.Core.Frontier;
using ActorCrawler.Http.Connections;
using ActorCrawler.Http.Tests.Support;

namespace ActorCrawler.Http.Tests.Connections;

public sealed class LiveExchangeTests
{
    private readonly ManualTime _time = new();

    private static readonly FetchSettings Settings = Defaults.Settings with
    {
        HeadTimeout = TimeSpan.FromSeconds(30),
        IdleTimeout = TimeSpan.FromSeconds(20),
        TotalTimeout = TimeSpan.FromSeconds(600),
        MinimumRate = 0,
    };

    [Fact]
    public void Exchange_ends_at_its_total_limit_when_nothing_happens()
    {
        using var exchange = Exchange("http://a.example/", Settings);

        Advance(599.999);
        Assert.Null(exchange.Expired);
        Advance(0.001);

        AssertExpired(exchange, TimeLimit.Total);
    }

    [Fact]
    public void Exchange_ends_at_the_lease_when_that_is_sooner_than_its_total_limit()
    {
        using var exchange = new LiveExchange(
            Defaults.Order("http://a.example/") with { Deadline = _time.GetUtcNow() + TimeSpan.FromSeconds(7) }, Settings, _time, CancellationToken.None);

        Advance(6.999);
        Assert.Null(exchange.Expired);
        Advance(0.001);

        AssertExpired(exchange, TimeLimit.Total);
    }

    [Fact]
    public void Exchange_is_over_at_once_when_its_lease_has_run_out()
    {
        using var exchange = new LiveExchange(
            Defaults.Order("http://a.example/") with { Deadline = _time.GetUtcNow() - TimeSpan.FromSeconds(1) }, Settings, _time, CancellationToken.None);

        AssertExpired(exchange, TimeLimit.Total);
    }

    [Fact]
    public void Head_limit_begins_with_the_request_when_connecting_took_long()
    {
        using var exchange = Exchange("http://a.example/", Settings);

        Advance(100);
        Assert.True(exchange.Bind(Stream()));
        Advance(29.999);
        Assert.Null(exchange.Expired);
        Advance(0.001);

        AssertExpired(exchange, TimeLimit.Head);
    }

    [Fact]
    public void Head_limit_includes_connecting_when_the_protocol_may_hide_the_request()
    {
        using var exchange = Exchange("https://a.example/", Settings);

        Advance(49.999);
        Assert.Null(exchange.Expired);
        Advance(0.001);

        AssertExpired(exchange, TimeLimit.Head);
    }

    [Fact]
    public void Idle_limit_begins_anew_when_something_is_read()
    {
        using var exchange = InBody(Settings);

        for (var i = 0; i < 10; i++)
        {
            Advance(19.999);
            exchange.BodyRead(1);
        }
        Assert.Null(exchange.Expired);
        Advance(20);

        AssertExpired(exchange, TimeLimit.Idle);
    }

    [Theory]
    [InlineData(1000, 30, true)]
    [InlineData(999, 10, false)]
    [InlineData(0, 0, true)]
    public void Slow_body_is_ended_when_its_average_is_below_the_rate(int bytesEachSecond, int seconds, bool lives)
    {
        using var exchange = InBody(Settings with { MinimumRate = bytesEachSecond == 0 ? 0 : 1000, MinimumRateGrace = TimeSpan.FromSeconds(5) });

        for (var second = 0; second < seconds; second++)
        {
            exchange.BodyRead(bytesEachSecond);
            Advance(1);
        }

        Assert.Equal(lives, exchange.Expired is null);
        Assert.Equal(lives ? null : Reason.TooSlow, exchange.Expired?.Reason);
        Assert.Equal(!lives, exchange.Token.IsCancellationRequested);
    }

    [Fact]
    public void Slow_body_lives_when_its_grace_lasts()
    {
        using var exchange = InBody(Settings with { MinimumRate = 1000, MinimumRateGrace = TimeSpan.FromSeconds(15) });

        Advance(15);

        Assert.Null(exchange.Expired);
    }

    [Fact]
    public void Facts_tell_times_and_bytes_when_it_is_over()
    {
        using var exchange = Exchange("http://a.example/", Settings);
        Advance(2);
        exchange.Bind(Stream());
        Advance(3);
        exchange.HeadReceived(ResponseHead.Parse("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray()), interimBytes: 5);
        exchange.EnterBody();
        exchange.BodyRead(7);
        Advance(4);

        var facts = exchange.Facts();

        Assert.Equal(TimeSpan.FromSeconds(9), facts.Elapsed);
        Assert.Equal(TimeSpan.FromSeconds(3), facts.Head);
        Assert.Equal(19 + 5 + 7, facts.BytesReceived);
    }

    [Fact]
    public void Nothing_is_watched_when_it_is_over()
    {
        var exchange = Exchange("http://a.example/", Settings);

        exchange.Dispose();
        Advance(10_000);

        Assert.Null(exchange.Expired);
        Assert.False(exchange.Bind(Stream()));
    }

    private LiveExchange Exchange(string url, FetchSettings settings) => new(Defaults.Order(url), settings, _time, CancellationToken.None);

    private LiveExchange InBody(FetchSettings settings)
    {
        var exchange = Exchange("http://a.example/", settings);
        exchange.Bind(Stream());
        exchange.EnterBody();
        return exchange;
    }

    private static TapStream Stream() => new(
        new MemoryStream(), new ConnectionFacts { RemoteAddress = new System.Net.IPEndPoint(1, 1), Connect = TimeSpan.Zero }, new ConnectionCensus(10), maxHead: 1000, keep: true, proxied: false);

    private void Advance(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private static void AssertExpired(LiveExchange exchange, TimeLimit limit)
    {
        Assert.Equal((Reason.Timeout, (TimeLimit?)limit), (exchange.Expired?.Reason ?? default, exchange.Expired?.Limit));
        Assert.True(exchange.Token.IsCancellationRequested);
    }
}
