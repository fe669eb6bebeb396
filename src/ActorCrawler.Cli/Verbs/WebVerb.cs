using System.CommandLine;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Flags;
using ActorCrawler.Simulator;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>web</c>: serves the simulated web until it is stopped.</summary>
internal static class WebVerb
{
    public static Command Make(CliContext context)
    {
        var port = new Option<string>("--port") { HelpName = "N", Description = "The (first) port. Default: a free one." };
        var naming = new Option<string>("--naming")
        {
            HelpName = "names|addresses|ports",
            Description = "How hosts are told apart: site-1.localhost, 127.0.1.1, or ports of 127.0.0.1. Default: names.",
        };
        var hostile = new Option<bool>("--hostile")
        {
            Description = "Serve hosts that stall, lie, loop and attack as well, and ports whose TLS goes wrong.",
            Arity = ArgumentArity.Zero,
        };
        var command = new VerbCommand("web", "Serve a simulated web with known answers on loopback, until Ctrl-C; prints its start URLs.")
        {
            Examples =
            [
                ("actorcrawler web --port 8080", "Serves three hosts at http://site-1.localhost:8080/ and so on."),
                ("actorcrawler web --hosts 100 --pages 50 --latency 500ms --naming addresses", "Serves a hundred slow hosts."),
                ("actorcrawler web --hostile", "Serves hosts beside them whose front pages link to all that a crawler must survive."),
                ("actorcrawler web > seeds.txt & actorcrawler crawl --seeds seeds.txt --allow-private --delay 0", "Crawls what it serves."),
            ],
        };
        command.Options.Add(port);
        command.Options.Add(naming);
        command.Options.Add(hostile);
        var flags = new WebFlags(command);
        command.SetAction((parsed, _) =>
        {
            var options = WebFlags.CheckNaming(flags.Read(parsed) with
            {
                HostileHosts = parsed.GetValue(hostile) ? SimulatorServer.HostileKinds : 0,
                Naming = parsed.GetValue(naming) switch
                {
                    null or "names" => HostNaming.Names,
                    "addresses" => HostNaming.Addresses,
                    "ports" => HostNaming.Ports,
                    var other => throw new SettingsException($"--naming: '{other}' must be one of names, addresses, ports."),
                },
            });
            return ServeAsync(context, WebFlags.Within("--port", () => options with { Port = WebFlags.Number("--port", parsed.GetValue(port)) ?? 0 }));
        });
        return command;
    }

    private static async Task<int> ServeAsync(CliContext context, SimulatorOptions options)
    {
        using var stop = new StopRequest(context);
        await using var server = await SimulatedWebs.StartAsync(options, stop.Token).ConfigureAwait(false);
        foreach (var url in server.BaseUrls.Concat(server.HostileUrls)) await context.Out.WriteLineAsync(url).ConfigureAwait(false);
        await context.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        var beside = options.HostileHosts == 0 ? "" : $", and {options.HostileHosts} hostile ones";
        context.Error.WriteLine($"serving {options.Hosts} hosts of {options.PagesPerHost} pages{beside}; Ctrl-C ends it");
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Token.Register(stopped.SetResult);
        await stopped.Task.ConfigureAwait(false);
        return stop.Code ?? ExitCode.Done;
    }
}
