using ActorCrawler.Actors;
using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Cli.Screen;

/// <summary>Shows progress: a view in a terminal, a line now and then elsewhere, nothing when quiet.</summary>
internal sealed class ProgressScreen(Terminal terminal, ProgressSettings settings) : IProgress<CrawlProgress>
{
    private const int BarWidth = 24;

    private readonly Lock _lock = new();
    private TimeSpan _nextLine = settings.PlainInterval;
    private bool _ended;

    public void Report(CrawlProgress value)
    {
        lock (_lock)
        {
            if (settings.Quiet || _ended) return;
            if (terminal.IsInteractive)
            {
                terminal.Draw(View(value));
            }
            else if (value.Elapsed >= _nextLine)
            {
                terminal.WriteLine(Line(value));
                while (_nextLine <= value.Elapsed) _nextLine += settings.PlainInterval;
            }
        }
    }

    /// <summary>Takes the view away; later reports show nothing.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ended = true;
            if (!settings.Quiet && terminal.IsInteractive) terminal.Draw();
        }
    }

    internal static string Line(CrawlProgress p) => string.Join(
        "  ",
        new[]
        {
            Text.Time(p.Elapsed), $"pages {Text.Count(p.Pages)} ({Text.Rate(p.PagesPerSecond)})", $"queued {Text.Count(p.Queued)}",
            $"in flight {Text.Count(p.InFlight)}", $"hosts {Text.Count(p.HostsActive)}", $"errors {Text.Count(p.Errors)}", Text.Size(p.BytesReceived),
            Remaining(p), Limit(p),
        }.Where(part => part.Length > 0));

    internal static IReadOnlyList<string> View(CrawlProgress p)
    {
        var lines = new List<string>
        {
            $"pages {Text.Count(p.Pages)}  {Text.Rate(p.PagesPerSecond)}  queued {Text.Count(p.Queued)}  in flight {Text.Count(p.InFlight)}"
                + $"  parsing {Text.Count(p.Parsing)}  hosts {Text.Count(p.HostsActive)}  errors {Text.Count(p.Errors)}",
            $"elapsed {Text.Time(p.Elapsed)}  {Text.Size(p.BytesReceived)}{Bar(p)}",
        };
        var state = p.Stopping ? "stopping: what is in flight is finished; Ctrl-C again ends at once" : Limit(p);
        if (state.Length > 0) lines.Add(state);
        return lines;
    }

    private static string Limit(CrawlProgress p) => p.Limit.Length == 0 ? "" : $"limit: {p.Limit}";

    private static string Remaining(CrawlProgress p) => p.Remaining is { } left ? $"about {Text.Time(left)} left" : "";

    private static string Bar(CrawlProgress p)
    {
        if (p.BudgetUsed is not { } used) return "";
        var full = (int)Math.Round(Math.Clamp(used, 0, 1) * BarWidth);
        var remaining = Remaining(p);
        return $"  [{new string('#', full)}{new string('.', BarWidth - full)}] {Math.Floor(Math.Clamp(used, 0, 1) * 100)} %{(remaining.Length > 0 ? "  " + remaining : "")}";
    }
}
