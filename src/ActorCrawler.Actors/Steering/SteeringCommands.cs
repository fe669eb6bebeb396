using Petabridge.Cmd;

namespace ActorCrawler.Actors.Steering;

/// <summary>The palette <c>crawl</c>. Every argument has a switch; words without one are taken for the arguments in their order.</summary>
internal static class SteeringCommands
{
    /// <summary>The name of the palette.</summary>
    public const string PaletteName = "crawl";

    private static readonly Argument Json = new("json", "For programs: one JSON object.", "-j") { Default = "off" };

    private static readonly Argument Top = new("top", "How many.", "-t") { Default = "20" };

    private static readonly Argument Url = new("url", "The URL.", "-u") { IsMandatory = true };

    public static readonly CommandDefinition Status = Define("status", "Shows the ledger, the rate, and what limits the speed.", Json);

    public static readonly CommandDefinition Workers = Define("workers", "Shows the worker nodes and where pages are parsed.", Json);

    public static readonly CommandDefinition Hosts = Define("hosts", "Shows the hosts that gave most pages.", Top, Json);

    public static readonly CommandDefinition Host = Define(
        "host", "Shows how a host stands: its queue, pace, limits and robots.txt.",
        new("name", "example.org, example.org:8080 or https://example.org.", "-n") { IsMandatory = true }, Json);

    public static readonly CommandDefinition Errors = Define("errors", "Shows the URLs that failed last in this run, newest first.", Top, Json);

    public static readonly CommandDefinition Pause = Define("pause", "Starts no new fetch until unpause; what is in flight is finished.");

    public static readonly CommandDefinition Unpause = Define("unpause", "Goes on after pause.");

    public static readonly CommandDefinition Stop = Define("stop", "Stops the crawl as Ctrl-C does; it can be resumed.");

    public static readonly CommandDefinition DrainWorker = Define(
        "drain-worker", "Lets a worker finish what it holds, and leave.", new Argument("address", "HOST:PORT, as workers shows it.", "-a") { IsMandatory = true });

    public static readonly CommandDefinition Add = Define("add", "Adds a URL to the crawl.", Url);

    public static readonly CommandDefinition Block = Define(
        "block", "Fetches nothing more of a host, or of the URLs that match a pattern; what of it is queued is excluded.",
        new Argument("what", "A host (example.org), or a regular expression on URLs (/private/).", "-b") { IsMandatory = true });

    public static readonly CommandDefinition Limit = Define(
        "limit", "Sets the pace of a host; what is not given is the settings' own again. Crawl-delay of its robots.txt always holds.",
        new("host", "example.org, example.org:8080 or https://example.org.", "-n") { IsMandatory = true },
        new("delay", "Wait between two requests: 2, 500ms.", "-d"),
        new("per-host", "Requests at a time.", "-p"));

    public static readonly CommandDefinition Why = Define("why", "Shows what became of a URL, and by which rule.", Url);

    public static readonly CommandPalette CrawlPalette = new(
        PaletteName, [Status, Workers, Hosts, Host, Errors, Pause, Unpause, Stop, DrainWorker, Add, Block, Limit, Why]);

    /// <summary>The type by which Petabridge.Cmd builds an argument is not named here: only its members are known.</summary>
    private static CommandDefinition Define(string name, string description, params Argument[] arguments)
    {
        var builder = new CommandDefinitionBuilder().WithName(name).WithDescription(description);
        foreach (var a in arguments)
        {
            builder = a.Default is null
                ? builder.WithArgument(b => b.WithName(a.Name).WithDescription(a.Description).IsMandatory(a.IsMandatory).WithSwitch(a.Short).WithSwitch(a.Long))
                : builder.WithArgument(b => b.WithName(a.Name).WithDescription(a.Description).IsMandatory(false).WithSwitch(a.Short).WithSwitch(a.Long).WithDefaultValue(a.Default));
        }

        return builder.Build();
    }

    private sealed record Argument(string Name, string Description, string Short)
    {
        public string Long => "--" + Name;

        public bool IsMandatory { get; init; }

        public string? Default { get; init; }
    }
}
