using System.Globalization;

namespace ActorCrawler.Storage;

/// <summary>The process that works on a job, as its lock file names it.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="Host">The name of its machine.</param>
/// <param name="Started">When it took the job.</param>
public sealed record JobOwner(int ProcessId, string Host, DateTimeOffset Started)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {ProcessId} on {Host}, since {Started:yyyy-MM-dd HH:mm:ss} UTC");

    internal string ToText() => string.Create(CultureInfo.InvariantCulture, $"pid = {ProcessId}\nhost = {Host}\nstarted = {Started.UtcDateTime:O}\n");

    /// <summary>Reads what <see cref="ToText"/> wrote; null when it is cut or empty.</summary>
    internal static JobOwner? Parse(string text)
    {
        var values = text.Split('\n').Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return values.TryGetValue("pid", out var pid) && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && values.TryGetValue("host", out var host)
            && values.TryGetValue("started", out var started)
            && DateTimeOffset.TryParse(started, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new JobOwner(id, host, at)
            : null;
    }
}
