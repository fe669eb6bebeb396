using System.Globalization;
using ActorCrawler.Actors.Coordination;
using ActorCrawler.Actors.Parsing;
using Petabridge.Cmd;

namespace ActorCrawler.Actors.Steering;

/// <summary>The worker nodes.</summary>
internal static class WorkersText
{
    public static CommandResponse Of(CrawlProtocol.Workers workers, bool json) => json ? Json(workers) : new CommandResponse(string.Join('\n', Lines(workers)));

    private static IEnumerable<string> Lines(CrawlProtocol.Workers workers)
    {
        if (workers.All.Count > 0)
        {
            yield return "worker                 state     parsers  jobs  held      parsed  since     process";
            foreach (var w in workers.All)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{w.Address,-22} {State(w.State),-9} {w.Node.Parsers,7} {w.Jobs,5}  {Text.Size(w.Bytes),-8} {w.Parsed,7}  {w.Since.UtcDateTime:HH:mm:ss}  {w.Node.ProcessId} on {w.Node.Machine}");
            }
        }

        yield return $"{Text.Count(workers.All.Count, "worker")}; parsed in this run: {Text.Count(workers.Parsed.OnWorkers)} on workers, {Text.Count(workers.Parsed.Here)} here, {Text.Count(workers.Parsed.Alone)} alone";
    }

    private static CommandResponse Json(CrawlProtocol.Workers workers) => JsonText.Object(json =>
    {
        JsonText.Array(json, "workers", workers.All, w =>
        {
            json.WriteString("address", w.Address);
            json.WriteString("state", State(w.State));
            json.WriteString("machine", w.Node.Machine);
            json.WriteNumber("process", w.Node.ProcessId);
            json.WriteNumber("parsers", w.Node.Parsers);
            json.WriteNumber("slots", w.Slots);
            json.WriteNumber("jobs", w.Jobs);
            json.WriteNumber("bytes", w.Bytes);
            json.WriteNumber("parsed", w.Parsed);
            json.WriteString("since", w.Since.UtcDateTime);
        });
        json.WriteNumber("parsed_on_workers", workers.Parsed.OnWorkers);
        json.WriteNumber("parsed_here", workers.Parsed.Here);
        json.WriteNumber("parsed_alone", workers.Parsed.Alone);
    });

    private static string State(WorkerState state) => state switch
    {
        WorkerState.AtWork => "at work",
        WorkerState.Draining => "draining",
        WorkerState.Away => "silent",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };
}
