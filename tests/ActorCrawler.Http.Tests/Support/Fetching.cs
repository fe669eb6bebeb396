using System.Text;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Http.Names;

namespace ActorCrawler.Http.Tests.Support;

/// <summary>Short ways to fetch once and to look at what came of it.</summary>
internal static class Fetching
{
    public static readonly StaticResolver NoNames = new([]);

    /// <summary>Fetches with settings and an order that the test varies.</summary>
    public static async Task<FetchOutcome> FetchAsync(string url, Func<FetchSettings, FetchSettings>? settings = null, Func<FetchOrder, FetchOrder>? order = null)
    {
        using var fetcher = new PageFetcher(settings?.Invoke(Defaults.Settings) ?? Defaults.Settings, NoNames, TimeProvider.System);
        var plain = Defaults.Order(url);
        return await fetcher.FetchAsync(order?.Invoke(plain) ?? plain, CancellationToken.None);
    }

    /// <summary>Fetches what a server answers that sends these bytes and closes.</summary>
    public static async Task<FetchOutcome> FetchAnswerAsync(byte[] answer, Func<FetchSettings, FetchSettings>? settings = null, Func<FetchOrder, FetchOrder>? order = null)
    {
        await using var server = RawServer.Answering(answer);
        return await FetchAsync(server.Url, settings, order);
    }

    public static Task<FetchOutcome> FetchAnswerAsync(string answer, Func<FetchSettings, FetchSettings>? settings = null, Func<FetchOrder, FetchOrder>? order = null) =>
        FetchAnswerAsync(Encoding.Latin1.GetBytes(answer), settings, order);

    public static FetchOutcome.Fetched IsFetched(this FetchOutcome outcome)
    {
        Assert.True(outcome is FetchOutcome.Fetched, outcome is FetchOutcome.Failed failed ? $"{failed.Reason} {failed.Limit}: {failed.Detail}" : outcome.GetType().Name);
        return (FetchOutcome.Fetched)outcome;
    }

    public static string Text(this FetchOutcome.Fetched fetched) => Encoding.Latin1.GetString(fetched.Body.Memory.Span);

    public static FetchOutcome.Failed IsFailed(this FetchOutcome outcome, Reason reason, TimeLimit? limit = null)
    {
        var failed = Assert.IsType<FetchOutcome.Failed>(outcome);
        Assert.True((reason, limit) == (failed.Reason, failed.Limit), $"Expected {reason} {limit}, got {failed.Reason} {failed.Limit}: {failed.Detail}");
        return failed;
    }
}
