using Akka.Configuration;

namespace Akka.Actor;

/// <summary>A phase of <see cref="CoordinatedShutdown"/>.</summary>
/// <param name="DependsOn">The phases that end before it begins.</param>
/// <param name="Timeout">What it may take.</param>
/// <param name="Recover">Whether the next phase begins although it failed.</param>
internal sealed record Phase(IReadOnlyList<string> DependsOn, TimeSpan Timeout, bool Recover)
{
    internal static Dictionary<string, Phase> FromConfig(Config config)
    {
        var timeout = config.GetTimeSpan("default-phase-timeout", allowInfinite: false);
        var phases = config.GetConfig("phases")!;
        var named = phases.AsEnumerable().ToDictionary(
            entry => entry.Key,
            entry => new Phase(
                [.. phases.GetStringList($"{entry.Key}.depends-on")],
                phases.GetTimeSpan($"{entry.Key}.timeout", timeout, allowInfinite: false),
                phases.GetBoolean($"{entry.Key}.recover", true)));
        foreach (var dependency in named.Values.SelectMany(phase => phase.DependsOn).ToList()) named.TryAdd(dependency, new Phase([], timeout, true));
        return named;
    }

    /// <exception cref="ArgumentException">A phase depends on itself.</exception>
    internal static List<string> InOrder(Dictionary<string, Phase> phases)
    {
        var order = new List<string>();
        var open = new HashSet<string>();
        foreach (var name in phases.Keys) Visit(name);
        return order;

        void Visit(string name)
        {
            if (order.Contains(name)) return;
            if (!open.Add(name)) throw new ArgumentException($"Cycle detected in graph of phases: [{name}] depends transitively on itself.");
            foreach (var dependency in phases[name].DependsOn) Visit(dependency);
            order.Add(name);
        }
    }
}
