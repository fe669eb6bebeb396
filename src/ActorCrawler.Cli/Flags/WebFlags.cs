using System.CommandLine;
using System.Globalization;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Simulator;

namespace ActorCrawler.Cli.Flags;

/// <summary>The options that say what the simulated web is like.</summary>
internal sealed class WebFlags
{
    private readonly Option<string> _hosts = new("--hosts") { HelpName = "N", Description = "Number of hosts. Default: 3." };
    private readonly Option<string> _pages = new("--pages") { HelpName = "N", Description = "Pages of each host. Default: 100." };
    private readonly Option<string> _links = new("--links") { HelpName = "N", Description = "Links of a page, about. Default: 24." };
    private readonly Option<string> _size = new("--page-size") { HelpName = "SIZE", Description = "Size of a page, about. Default: 8 kB." };
    private readonly Option<string> _latency = new("--latency") { HelpName = "TIME[-TIME]", Description = "Every answer is held back: 200ms, or 50ms-500ms by chance. Default: none." };
    private readonly Option<string[]> _crawlDelays = new("--crawl-delay")
    {
        HelpName = "SECONDS",
        Description = "Crawl-delay in robots.txt; given several times, hosts take turns. Default: none.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> _killers = new("--killers")
    {
        HelpName = "N",
        Description = $"Pages of each host that hold {SimulatorOptions.KillerMark}: a crawler that is run with ACTORCRAWLER_TEST_PARSER_KILLER={SimulatorOptions.KillerMark} dies of them. Default: none.",
    };
    private readonly Option<bool> _plain = new("--plain") { Description = "Plain pages only: no redirects, dead links, files, odd encodings, robots rules.", Arity = ArgumentArity.Zero };
    private readonly Option<string> _seed = new("--seed") { HelpName = "N", Description = "Another seed gives another web. Default: 1." };

    public WebFlags(Command command)
    {
        foreach (var option in new Option[] { _hosts, _pages, _links, _size, _latency, _crawlDelays, _killers, _plain, _seed }) command.Options.Add(option);
    }

    /// <summary>The options given.</summary>
    /// <exception cref="SettingsException">A value is malformed or out of range.</exception>
    public SimulatorOptions Read(ParseResult parsed)
    {
        var options = new SimulatorOptions();
        var (least, most) = Latency(parsed.GetValue(_latency));
        options = Within("--hosts", () => options with { Hosts = Number("--hosts", parsed.GetValue(_hosts)) ?? options.Hosts });
        options = Within("--pages", () => options with { PagesPerHost = Number("--pages", parsed.GetValue(_pages)) ?? options.PagesPerHost });
        options = Within("--links", () => options with { LinksPerPage = Number("--links", parsed.GetValue(_links)) ?? options.LinksPerPage });
        options = Within("--page-size", () => options with { PageBytes = Size(parsed.GetValue(_size)) ?? options.PageBytes });
        options = Within("--latency", () => options with { MinLatency = least, MaxLatency = most });
        options = Within("--killers", () => options with { Killers = Number("--killers", parsed.GetValue(_killers)) ?? options.Killers });
        return options with
        {
            CrawlDelays = [.. (parsed.GetValue(_crawlDelays) ?? []).Select(Seconds)],
            Variety = !parsed.GetValue(_plain),
            Seed = (ulong?)Number("--seed", parsed.GetValue(_seed)) ?? options.Seed,
        };
    }

    /// <summary>Makes sure that ports can tell the hosts apart, and addresses as many as there are to give.</summary>
    /// <exception cref="SettingsException">There are more hosts than that.</exception>
    public static SimulatorOptions CheckNaming(SimulatorOptions options)
    {
        var most = options.Naming switch { HostNaming.Ports => 250, HostNaming.Addresses => 10_000, _ => int.MaxValue };
        return options.Hosts <= most
            ? options
            : throw new SettingsException($"--hosts: {options.Hosts} hosts cannot be told apart by {options.Naming.ToString().ToLowerInvariant()}; at most {most} can.");
    }

    /// <summary>Carries out a change whose range the simulator checks.</summary>
    public static T Within<T>(string flag, Func<T> change)
    {
        try
        {
            return change();
        }
        catch (ArgumentOutOfRangeException e)
        {
            var range = e.Message.Split(" (", 2)[0];
            throw new SettingsException($"{flag}: '{e.ActualValue}' {range[(range.IndexOf(' ', StringComparison.Ordinal) + 1)..]}.");
        }
    }

    /// <summary>A whole number; null where none was given.</summary>
    public static int? Number(string flag, string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new SettingsException($"{flag}: '{text}' must be a whole number.");

    private static (TimeSpan Least, TimeSpan Most) Latency(string? text)
    {
        if (text is null) return default;
        var ends = text.Split('-', 2);
        return SettingText.TryDuration(ends[0], out var least) && SettingText.TryDuration(ends[^1], out var most) && most >= least
            ? (least, most)
            : throw new SettingsException($"--latency: '{text}' must be a duration such as 200ms, or two of them, 50ms-500ms.");
    }

    private static int? Size(string? text) => text is null ? null
        : SettingText.TrySize(text, out var size) && size <= int.MaxValue ? (int)size
        : throw new SettingsException($"--page-size: '{text}' must be a size such as 8kB.");

    private static double Seconds(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        ? seconds
        : throw new SettingsException($"--crawl-delay: '{text}' must be a number of seconds.");
}
