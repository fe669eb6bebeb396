using System.Globalization;
using ActorCrawler.Actors.Coordination;
using ActorCrawler.Actors.Inquiry;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Reading;
using Akka.Actor;
using Petabridge.Cmd;
using Petabridge.Cmd.Host;

namespace ActorCrawler.Actors.Steering;

/// <summary>
/// Carries out the palette <c>crawl</c> for one connection. What the job directory holds is read there, beside the crawl, so that
/// nobody's curiosity slows it.
/// </summary>
internal sealed class SteeringActor : CommandHandlerActor
{
    /// <summary>Less than what the command port waits, so that it is told what was waited for.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    private readonly SteeringSetup _setup;

    public SteeringActor(SteeringSetup setup)
        : base(SteeringCommands.CrawlPalette)
    {
        _setup = setup;
        Answer(SteeringCommands.Status, async c => StatusText.Of(await AskAsync<CrawlProgress>(SteeringProtocol.GetProgress.Instance).ConfigureAwait(false), IsJson(c)));
        Answer(SteeringCommands.Workers, async c => WorkersText.Of(await AskAsync<CrawlProtocol.Workers>(CrawlProtocol.GetWorkers.Instance).ConfigureAwait(false), IsJson(c)));
        Answer(SteeringCommands.Hosts, c => Count(c, SteeringCommands.Hosts) is { } count ? ReadAsync(job => HostsText.Of(job.TopHosts(count), IsJson(c))) : NoCount);
        Answer(SteeringCommands.Host, HostAsync);
        Answer(SteeringCommands.Errors, ErrorsAsync);
        Answer(SteeringCommands.Pause, _ => PauseAsync(true));
        Answer(SteeringCommands.Unpause, _ => PauseAsync(false));
        Process(SteeringCommands.Stop.Name, _ => Stop());
        Answer(SteeringCommands.DrainWorker, DrainAsync);
        Answer(SteeringCommands.Add, AddAsync);
        Answer(SteeringCommands.Block, BlockAsync);
        Answer(SteeringCommands.Limit, LimitAsync);
        Answer(SteeringCommands.Why, c => WhyAsync(Value(c, SteeringCommands.Why, "url")!));
    }

    private static Task<CommandResponse> NoCount => Task.FromResult(Error("--top must be a whole number from 1 to 10000"));

    private void Answer(CommandDefinition definition, Func<Command, Task<CommandResponse>> answer) =>
        Process(definition.Name, command => answer(command).PipeTo(Sender, Self, failure: Failure));

    private static object Failure(Exception e) => e is AskTimeoutException
        ? Error("the crawl does not answer: it is ending, or its disk is full; see crawl status and crawl.log")
        : Error(e.Message);

    private Task<T> AskAsync<T>(object message) => _setup.Crawl.Ask<T>(message, AnswerLimit);

    private Task<CommandResponse> ReadAsync(Func<JobReader, CommandResponse> read) => Task.Run(() =>
    {
        using var job = JobReader.Open(_setup.Directory);
        return read(job);
    });

    private async Task<CommandResponse> HostAsync(Command command)
    {
        var name = Value(command, SteeringCommands.Host, "name")!;
        if (!HostPattern.TryParse(name, out var pattern)) return Error($"'{name}' is no host: example.org, example.org:8080 or https://example.org is expected");
        var live = await AskAsync<SteeringProtocol.Hosts>(new SteeringProtocol.GetHosts(pattern)).ConfigureAwait(false);
        return await ReadAsync(job => HostText.Of(name, job.Hosts(pattern), live, IsJson(command))).ConfigureAwait(false);
    }

    private async Task<CommandResponse> ErrorsAsync(Command command)
    {
        if (Count(command, SteeringCommands.Errors) is not { } count) return Error("--top must be a whole number from 1 to 10000");
        var errors = await AskAsync<SteeringProtocol.Errors>(SteeringProtocol.GetErrors.Instance).ConfigureAwait(false);
        return ErrorsText.Of([.. errors.All.Take(count)], IsJson(command));
    }

    private async Task<CommandResponse> PauseAsync(bool paused)
    {
        await AskAsync<SteeringProtocol.Changed>(new CrawlProtocol.SetPaused(paused)).ConfigureAwait(false);
        return new CommandResponse(paused ? "paused: nothing new is fetched until unpause" : "going on");
    }

    /// <summary>Answers first: a crawl that has nothing in flight is gone at once, and this actor with it.</summary>
    private void Stop()
    {
        Sender.Tell(new CommandResponse($"stopping: what is in flight is finished; to go on: actorcrawler resume {_setup.Directory}"));
        _setup.Crawl.Tell(CrawlProtocol.Stop.Instance);
    }

    private async Task<CommandResponse> DrainAsync(Command command)
    {
        var address = Value(command, SteeringCommands.DrainWorker, "address")!;
        var started = await AskAsync<CrawlProtocol.DrainStarted>(new CrawlProtocol.DrainWorker(address)).ConfigureAwait(false);
        return started.Address is { } known ? new CommandResponse($"{known} finishes what it holds, and leaves") : Error($"{address} is no worker of this crawl; see: crawl workers");
    }

    private async Task<CommandResponse> AddAsync(Command command)
    {
        var text = Value(command, SteeringCommands.Add, "url")!;
        if (_setup.Rules.Judge(text, VisitKind.Command, 0, 0, 0) is not { } url) return Error($"'{text}' is no http or https URL");
        if (url.Verdict != Reason.Queued) return Error($"{url.Url} would be excluded ({url.Verdict.Name()}); nothing was added");
        if (await Task.Run(() => Known(url.Url)).ConfigureAwait(false) is { } known && known.Reason != Reason.Depth)
            return new CommandResponse($"{url.Url} is known already: {State(known)}; nothing was added");
        return await ChangeAsync(new FrontierCommand.Add(url), () =>
            Known(url.Url) is { Reason: not Reason.Queued } now ? $"{url.Url}: {State(now)}" : $"{url.Url} is queued").ConfigureAwait(false);
    }

    private async Task<CommandResponse> BlockAsync(Command command)
    {
        var text = Value(command, SteeringCommands.Block, "what")!;
        if (!BlockRule.TryParse(text, _setup.PatternTimeout, out var rule, out var error)) return Error(error);
        return await ChangeAsync(new FrontierCommand.Block(rule), () => rule.Host is null
            ? $"URLs that match {rule.Text} are blocked; what of them is queued is excluded"
            : $"the host {rule.Text} is blocked; what of it is queued is excluded").ConfigureAwait(false);
    }

    private async Task<CommandResponse> LimitAsync(Command command)
    {
        var (host, delay, perHost) = (
            Value(command, SteeringCommands.Limit, "host")!, Value(command, SteeringCommands.Limit, "delay"), Value(command, SteeringCommands.Limit, "per-host"));
        if (!HostPattern.TryParse(host, out var pattern)) return Error($"'{host}' is no host: example.org, example.org:8080 or https://example.org is expected");
        TimeSpan? wait = null;
        if (delay is not null)
        {
            if (!SettingText.TryDuration(delay, out var time) || time > TimeSpan.FromDays(1)) return Error($"--delay: '{delay}' must be a duration such as 2, 500ms or 1m, up to 1 d");
            wait = time;
        }

        int? slots = null;
        if (perHost is not null)
        {
            if (!int.TryParse(perHost, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > _setup.MaxPerHost)
                return Error($"--per-host: '{perHost}' must be a whole number from 1 to {_setup.MaxPerHost} (fetch.max-connections-per-host)");
            slots = number;
        }

        return await ChangeAsync(new FrontierCommand.Limit(new HostLimit(pattern, wait, slots)), () => HostText.Limits(host, wait, slots)).ConfigureAwait(false);
    }

    private Task<CommandResponse> WhyAsync(string text) => Task.Run(() =>
    {
        try
        {
            return new CommandResponse(string.Join('\n', WhyText.Lines(UrlInquiry.Ask(_setup.Settings, text, _setup.Time))));
        }
        catch (SettingsException e)
        {
            return Error(e.Message);
        }
    });

    private async Task<CommandResponse> ChangeAsync(FrontierCommand change, Func<string> done) =>
        await AskAsync<object>(new SteeringProtocol.Change(change)).ConfigureAwait(false) switch
        {
            SteeringProtocol.Changed => new CommandResponse(await Task.Run(done).ConfigureAwait(false)),
            SteeringProtocol.Refused refused => Error(refused.Why),
            var other => throw new InvalidOperationException($"Unknown answer {other.GetType().Name}."),
        };

    private UrlFacts? Known(string url)
    {
        using var job = JobReader.Open(_setup.Directory);
        return job.Why(url);
    }

    private static string State(UrlFacts facts) => facts.Reason == Reason.Queued ? "queued" : $"{facts.Reason.State().Name()} ({facts.Reason.Name()})";

    private static CommandResponse Error(string text) => new ErroredCommandResponse(text);

    private static string? Value(Command command, CommandDefinition definition, string name) =>
        command.Arguments.FirstOrDefault(a => definition.ArgumentsByName[name].Switch.Contains(a.Item1))?.Item2;

    private static bool IsJson(Command command) => command.Arguments.Any(a => a.Item1 is "-j" or "--json" && a.Item2 != "off");

    private static int? Count(Command command, CommandDefinition definition) =>
        int.TryParse(Value(command, definition, "top"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 10_000 ? count : null;
}
