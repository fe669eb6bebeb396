using System.Globalization;
using System.Text.Json;
using ActorCrawler.Core.Frontier;
using Petabridge.Cmd;

namespace ActorCrawler.Actors.Steering;

/// <summary>The hosts that gave most pages.</summary>
internal static class HostsText
{
    public static CommandResponse Of(IReadOnlyList<HostRecord> hosts, bool json) => json
        ? JsonText.Object(writer => JsonText.Array(writer, "hosts", hosts, host => Write(writer, host)))
        : new CommandResponse(string.Join('\n', Lines(hosts)));

    /// <summary>What is stored of a host.</summary>
    public static void Write(Utf8JsonWriter json, HostRecord host)
    {
        json.WriteString("host", host.Key);
        json.WriteNumber("pages", host.Pages);
        json.WriteNumber("queued", host.Queued);
        json.WriteNumber("failures_in_a_row", host.Failures);
        if (host.Closed is { } closed) json.WriteString("closed", closed.Name());
        if (host.CrawlDelay is { } delay) json.WriteNumber("crawl_delay_ms", (long)delay.TotalMilliseconds);
        if (host.DelayOverride is { } own) json.WriteNumber("limit_delay_ms", (long)own.TotalMilliseconds);
        if (host.PerHostOverride is { } slots) json.WriteNumber("limit_per_host", slots);
    }

    private static IEnumerable<string> Lines(IReadOnlyList<HostRecord> hosts)
    {
        yield return "     pages     queued  host";
        foreach (var host in hosts)
            yield return string.Create(CultureInfo.InvariantCulture, $"{host.Pages,10:N0} {host.Queued,10:N0}  {host.Key}{(host.Closed is { } closed ? $"  closed: {closed.Name()}" : "")}");
    }
}
