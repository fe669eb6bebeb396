using System.Globalization;
using ActorCrawler.Actors.Coordination;
using ActorCrawler.Core.Frontier;
using Petabridge.Cmd;

namespace ActorCrawler.Actors.Steering;

/// <summary>How hosts stand, and what was limited.</summary>
internal static class HostText
{
    public static CommandResponse Of(string name, IReadOnlyList<HostRecord> stored, SteeringProtocol.Hosts live, bool json)
    {
        if (stored.Count == 0) return new ErroredCommandResponse($"nothing is known of a host {name}");
        return json
            ? JsonText.Object(writer => JsonText.Array(writer, "hosts", stored, host =>
            {
                HostsText.Write(writer, host);
                if (live.All.FirstOrDefault(l => l.Key == host.Key) is not { } now) return;
                writer.WriteNumber("in_flight", now.InFlight);
                writer.WriteNumber("slots", now.Slots);
                writer.WriteNumber("delay_ms", (long)now.Delay.TotalMilliseconds);
            }))
            : new CommandResponse(string.Join('\n', stored.SelectMany(host => Lines(host, live.All.FirstOrDefault(l => l.Key == host.Key), live.Now))));
    }

    public static string Limits(string host, TimeSpan? delay, int? perHost) =>
        delay is null && perHost is null
            ? $"{host}: no limits of its own any more"
            : $"{host}: {(delay is { } wait ? $"delay {Seconds(wait)}" : "delay as in the settings")}, {(perHost is { } slots ? $"{slots} at a time" : "requests at a time as in the settings")}"
                + "; a Crawl-delay of its robots.txt holds all the same";

    private static IEnumerable<string> Lines(HostRecord host, HostStatus? live, DateTimeOffset now)
    {
        yield return host.Key;
        yield return $"  {Text.Count(live?.Pages ?? host.Pages, "page")}, {Text.Count(live?.Queued ?? host.Queued)} queued";
        if (host.Closed is { } closed)
        {
            yield return $"  closed: {closed.Name()}; nothing more is fetched from it";
        }
        else if (live is not null)
        {
            yield return $"  {live.InFlight} of {live.Slots} requests in flight, {Seconds(live.Delay)} between two{Next(live, now)}";
        }
        else
        {
            yield return "  not active at the moment";
        }

        if (host.DelayOverride is not null || host.PerHostOverride is not null)
            yield return $"  limited by command:{(host.DelayOverride is { } delay ? $" delay {Seconds(delay)}" : "")}{(host.PerHostOverride is { } slots ? $" per-host {slots}" : "")}";
        if (host.CrawlDelay is { } asked) yield return $"  robots.txt asks for a Crawl-delay of {Seconds(asked)}";
        if (host.Robots is { } robots)
        {
            var file = robots.Body.Length > 0 ? Text.Size(robots.Body.Length) : "no rules";
            yield return string.Create(CultureInfo.InvariantCulture, $"  robots.txt: {file}, fetched {robots.FetchedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}, used until {robots.Expires.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        }

        if (host.Failures > 0) yield return $"  {Text.Count(host.Failures, "failure")} in a row";
        if (host.Latency > TimeSpan.Zero) yield return string.Create(CultureInfo.InvariantCulture, $"  answers in about {host.Latency.TotalMilliseconds:0} ms");
    }

    private static string Next(HostStatus live, DateTimeOffset now) => live.NextStart is { } next && live.Queued > 0 ? next > now ? $"; the next in {Seconds(next - now)}" : "; the next at once" : "";

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
