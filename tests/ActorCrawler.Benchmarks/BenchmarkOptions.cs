using System.Globalization;

namespace ActorCrawler.Benchmarks;

/// <summary>The options of a benchmark that is a verb of its own: names with values, all with a default.</summary>
internal sealed class BenchmarkOptions(string verb, Dictionary<string, string> values)
{
    internal string this[string name] => values[name];

    internal int Number(string name) => int.Parse(values[name], CultureInfo.InvariantCulture);

    /// <summary>Takes the arguments in; false, with the reason on standard error, when one is not known.</summary>
    internal bool TryRead(string[] args)
    {
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !values.ContainsKey(args[i]))
            {
                Console.Error.WriteLine($"{verb}: {args[i]} is not one of {string.Join(' ', values.Select(pair => $"[{pair.Key} {pair.Value}]"))}");
                return false;
            }

            values[args[i]] = args[i + 1];
        }

        return true;
    }
}
