using System.Globalization;
using ActorCrawler.KillLoop;

const string usage = """
    killloop polite     --kills N [--workers N] [--seed N] [--max-pages N] [--program PATH] [-- FLAGS]
    killloop full-speed --seeds FILE --kills N [--workers N] [--seed N] [--max-pages N] [--program PATH] [-- FLAGS]

    Kills crawls with SIGKILL at random moments until there were N kills, lets each go on to its end, and judges it.
    """;

var verb = args.FirstOrDefault();
var flags = new Dictionary<string, string>(StringComparer.Ordinal);
var end = Array.IndexOf(args, "--") is >= 0 and var at ? at : args.Length;
for (var i = 1; i + 1 < end; i += 2) flags[args[i]] = args[i + 1];
string[] known = ["--kills", "--workers", "--seed", "--max-pages", "--program", "--seeds"];
if (verb is not ("polite" or "full-speed") || end % 2 == 0 || flags.Keys.Except(known).Any() || !flags.ContainsKey("--kills") || (verb == "full-speed") != flags.ContainsKey("--seeds"))
{
    Console.Error.WriteLine(usage);
    return 2;
}

var options = new KillOptions
{
    Program = flags.GetValueOrDefault("--program", Path.Combine(AppContext.BaseDirectory, "actorcrawler")),
    Kills = Number("--kills") ?? 0,
    Workers = Number("--workers") ?? 0,
    Seed = Number("--seed") ?? 1,
    MaxPages = Number("--max-pages"),
    More = [.. args.Skip(end + 1)],
    Tell = Console.WriteLine,
};
var report = verb == "polite" ? await KillRun.PolitelyAsync(options) : await KillRun.AtFullSpeedAsync(options, File.ReadAllLines(flags["--seeds"]));
Console.WriteLine($"all: {report}");
foreach (var problem in report.Problems) Console.WriteLine($"PROBLEM: {problem}");
return report.Problems.Count == 0 ? 0 : 1;

int? Number(string flag) => flags.TryGetValue(flag, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : null;
