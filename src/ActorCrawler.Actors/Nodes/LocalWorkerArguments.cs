using System.Globalization;
using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Actors.Nodes;

/// <summary>
/// The command line of workers that a crawl starts itself: they are told what it was told, such as certificates. They share its environment, but
/// not its port for health; and what they say goes to its log.
/// </summary>
internal static class LocalWorkerArguments
{
    /// <summary>What stands behind the verb, beside where to join.</summary>
    public static IEnumerable<string> Of(NodeSettings settings)
    {
        if (settings.WorkerFile is { } file) yield return $"--config={file}";
        foreach (var flag in settings.WorkerFlags) yield return $"--set={flag.Key}={flag.Value}";
        yield return "--set=cluster.health=off";
        if (!settings.WorkerParsersGiven)
            yield return string.Create(CultureInfo.InvariantCulture, $"--parsers={Math.Max(1, (Environment.ProcessorCount + settings.Workers - 1) / settings.Workers)}");
        yield return "--log-level=info";
        yield return "--log-format=text";
    }
}
