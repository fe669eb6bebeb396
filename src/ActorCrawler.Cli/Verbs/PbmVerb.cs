using System.CommandLine;
using System.Globalization;
using System.Net;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Flags;
using ActorCrawler.Cli.Pbm;
using ActorCrawler.CommandPort;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Verbs;

/// <summary><c>pbm</c>: commands a running crawl.</summary>
internal static class PbmVerb
{
    /// <summary>Its name on the command line.</summary>
    public const string Name = "pbm";

    private static readonly string[] WithValue = ["--out", "--connect", "--secret-file"];

    public static Command Make(CliContext context)
    {
        var words = new Argument<string[]>("COMMAND") { Description = "The command; none for a prompt. 'help' tells what there is.", Arity = ArgumentArity.ZeroOrMore };
        var directory = new Option<string>("--out") { HelpName = "DIR", Description = "The job directory. Default: the only running crawl in the working directory or below." };
        var connect = new Option<string>("--connect") { HelpName = "HOST:PORT", Description = "Where the crawl listens for commands, instead of a job directory." };
        var secret = SecretOption.Make();
        secret.Description = "With --connect: the file with the crawl's secret. Default: the variable ACTORCRAWLER_SECRET.";
        var command = new VerbCommand(Name, "Inspect and steer a running crawl: one command, or a prompt with completion and help.")
        {
            Examples =
            [
                ("actorcrawler pbm crawl status", "Shows how the only running crawl below here stands."),
                ("actorcrawler pbm --out job crawl limit example.org --delay 5", "Slows a host down."),
                ("actorcrawler pbm --out job", "Opens a prompt."),
                ("actorcrawler pbm help", "Shows all commands of the running crawl."),
            ],
        };
        command.Arguments.Add(words);
        foreach (var option in new[] { directory, connect, secret }) command.Options.Add(option);
        command.SetAction((parsed, _) => RunAsync(
            context, parsed.GetValue(words) ?? [], parsed.GetValue(directory), parsed.GetValue(connect), parsed.GetValue(secret)));
        return command;
    }

    /// <summary>Sets the words of the command apart from the flags before them: what looks like a flag behind the first word is the crawl's to read.</summary>
    public static IReadOnlyList<string> Separate(IReadOnlyList<string> args)
    {
        if (args.Count == 0 || args[0] != Name) return args;
        for (var i = 1; i < args.Count; i++)
        {
            if (args[i] == "--") break;
            if (WithValue.Contains(args[i])) i++;
            else if (!args[i].StartsWith('-')) return [.. args.Take(i), "--", .. args.Skip(i)];
        }

        return args;
    }

    private static async Task<int> RunAsync(CliContext context, string[] words, string? directory, string? connect, string? secretFile)
    {
        using var crawl = Find(context, directory, connect, secretFile);
        var session = new CommandSession(context, crawl);
        return words.Length > 0 ? await session.RunAsync(words).ConfigureAwait(false) : await session.PromptAsync().ConfigureAwait(false);
    }

    private static CrawlConnection Find(CliContext context, string? directory, string? connect, string? secretFile)
    {
        if (connect is not null)
        {
            if (directory is not null) throw new SettingsException("--out and --connect both say which crawl is meant; give one.");
            return new CrawlConnection(connect, Address(connect), Secret(context, secretFile), () => new CommandPortException($"nothing listens at {connect}"));
        }

        if (secretFile is not null) throw new SettingsException("--secret-file goes with --connect; a job directory holds its secret.");
        CommandEndpoint endpoint;
        if (directory is null)
        {
            (directory, endpoint) = CrawlFinder.Below(context.WorkingDirectory);
        }
        else
        {
            directory = Path.GetFullPath(directory, context.WorkingDirectory);
            endpoint = CrawlFinder.In(directory);
        }

        return endpoint.Secret is { } secret
            ? new CrawlConnection(directory, endpoint.Address, secret, () => CrawlFinder.NotRunning(directory))
            : throw new CommandPortException($"the crawl in {directory} is commanded by Petabridge's own client: pbm {endpoint.Address}");
    }

    private static DnsEndPoint Address(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? new DnsEndPoint(text[..colon].Trim('[', ']'), port)
            : throw new SettingsException($"--connect: '{text}' must be HOST:PORT.");
    }

    private static CommandSecret Secret(CliContext context, string? file)
    {
        var text = file is null ? context.Environment.GetValueOrDefault(SettingsSources.SecretVariable) : File.ReadAllText(Path.GetFullPath(file, context.WorkingDirectory));
        if (text is null) throw new SettingsException($"--connect needs the crawl's secret: --secret-file FILE (the job's {JobDirectory.SecretFile}), or the variable {SettingsSources.SecretVariable}.");
        return CommandSecret.TryParse(text, out var secret) ? secret : throw new SettingsException($"{file ?? SettingsSources.SecretVariable}: a secret has at least {CommandSecret.MinLength} characters.");
    }
}
