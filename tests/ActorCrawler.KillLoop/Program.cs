using System.Globalization;
using ActorCrawler;
using ActorCrawler.KillLoop;

const string usage = """
    killloop polite     --kills N [--workers N] [--nodes on] [--seed N] [--max-pages N] [--check FILE] [--program PATH] [-- FLAGS]
    killloop full-speed --seeds FILE --kills N [--workers N] [--nodes on] [--seed N] [--max-pages N] [--program PATH] [-- FLAGS]

    killloop freeze     --kills N [--workers N] [--seed N] [--program PATH] [-- FLAGS]
    killloop budget     [--max-pages N] [--seed N] [--program PATH] [-- FLAGS]

    killloop fsync      [--program PATH]      needs strace
    killloop full-disk  [--program PATH]      needs root, mounts a tmpfs

    Kills crawls with SIGKILL at random moments until there were N kills, lets each go on to its end, and judges it. freeze stops and continues processes
    instead; budget crawls with 1, 2 and 4 workers, with and without a kill. The last two make the disk fail.
    """;

var verb = args.FirstOrDefault();
var flags = new Dictionary<string, string>(StringComparer.Ordinal);
var end = Array.IndexOf(args, "--") is >= 0 and var at ? at : args.Length;
for (var i = 1; i + 1 < end; i += 2) flags[args[i]] = args[i + 1];
string[] known = ["--kills", "--workers", "--seed", "--max-pages", "--program", "--seeds", "--nodes", "--check"];
if (verb is "fsync" or "full-disk") return await FaultsAsync();
if (verb is not ("polite" or "full-speed" or "freeze" or "budget") || end % 2 == 0 || flags.Keys.Except(known).Any()
    || (verb != "budget" && !flags.ContainsKey("--kills")) || (verb == "full-speed") != flags.ContainsKey("--seeds"))
{
    Console.Error.WriteLine(usage);
    return 2;
}

var options = new KillOptions
{
    Program = ProgramPath(),
    Kills = Number("--kills") ?? 0,
    Workers = Number("--workers") ?? 0,
    AsNodes = flags.GetValueOrDefault("--nodes") == "on",
    PagesPerHost = 60,
    Seed = Number("--seed") ?? 1,
    MaxPages = Number("--max-pages"),
    Check = flags.GetValueOrDefault("--check"),
    More = [.. args.Skip(end + 1)],
    Tell = Console.WriteLine,
};
if (verb == "freeze")
{
    var frozen = await FreezeRun.RunAsync(options with { Workers = Math.Max(1, options.Workers) }, TimeSpan.FromSeconds(12));
    Console.WriteLine($"all: {frozen}");
    foreach (var problem in frozen.Problems) Console.WriteLine($"PROBLEM: {problem}");
    return frozen.Problems.Count == 0 ? 0 : 1;
}

if (verb == "budget")
{
    var exact = await BudgetRun.RunAsync(options with { PagesPerHost = 300, LongestWork = TimeSpan.FromMilliseconds(400) }, options.MaxPages ?? 500, [1, 2, 4]);
    Console.WriteLine($"all: {exact}");
    foreach (var problem in exact.Problems) Console.WriteLine($"PROBLEM: {problem}");
    return exact.Problems.Count == 0 ? 0 : 1;
}

var report = verb == "polite" ? await KillRun.PolitelyAsync(options) : await KillRun.AtFullSpeedAsync(options, File.ReadAllLines(flags["--seeds"]));
Console.WriteLine($"all: {report}");
foreach (var problem in report.Problems) Console.WriteLine($"PROBLEM: {problem}");
if (report.IsWeak) Console.WriteLine("too few kills hit work in flight, or a start");
return report.Problems.Count == 0 && !report.IsWeak ? 0 : 1;

async Task<int> FaultsAsync()
{
    var problems = new List<string>();
    if (verb == "fsync")
    {
        problems.AddRange(await Faults.SyncAsync(ProgramPath(), [.. Enumerable.Range(1, 12), 17, 25, 40], Console.WriteLine));
    }
    else
    {
        foreach (var reserve in new[] { "0B", "600kB" }) problems.AddRange(await Faults.FullDiskAsync(ProgramPath(), reserve, Console.WriteLine));
    }

    foreach (var problem in problems) Console.WriteLine($"PROBLEM: {problem}");
    Console.WriteLine($"{problems.Count} problems");
    return problems.Count == 0 ? 0 : 1;
}

string ProgramPath() => flags.GetValueOrDefault("--program", BuiltProgram.Location);

int? Number(string flag) => flags.TryGetValue(flag, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : null;
