using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ActorCrawler.Storage;

/// <summary>The process that works on a job, as its lock file names it.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="Host">The name of its machine.</param>
/// <param name="Started">When it took the job.</param>
public sealed record JobOwner(int ProcessId, string Host, DateTimeOffset Started)
{
    /// <summary>What tells the process from a later one with the same id: on Linux the machine's boot and the time since then. Empty when it is not known.</summary>
    public string Instance { get; init; } = "";

    /// <summary>Whether the process is still there; null when that cannot be told from this machine.</summary>
    internal bool? Lives => Host != Environment.MachineName ? null : Instance.Length > 0 && InstanceOf(ProcessId) == Instance;

    /// <summary>This process.</summary>
    internal static JobOwner Current(DateTimeOffset now) =>
        new(Environment.ProcessId, Environment.MachineName, now) { Instance = InstanceOf(Environment.ProcessId) };

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {ProcessId} on {Host}, since {Started:yyyy-MM-dd HH:mm:ss} UTC");

    internal string ToText() =>
        string.Create(CultureInfo.InvariantCulture, $"pid = {ProcessId}\nhost = {Host}\nstarted = {Started.UtcDateTime:O}\ninstance = {Instance}\n");

    /// <summary>Reads what <see cref="ToText"/> wrote; null when it is cut or empty.</summary>
    internal static JobOwner? Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Split('\n').Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries)))
            if (pair.Length == 2) values[pair[0]] = pair[1];
        return values.TryGetValue("pid", out var pid) && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && values.TryGetValue("host", out var host)
            && values.TryGetValue("started", out var started)
            && DateTimeOffset.TryParse(started, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new JobOwner(id, host, at) { Instance = values.GetValueOrDefault("instance", "") }
            : null;
    }

    /// <summary>What tells a process from others of its id; empty when there is no such process, or it cannot be told.</summary>
    private static string InstanceOf(int processId)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var process = Process.GetProcessById(processId);
                return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
            }

            // Behind the name, which may hold anything, in parentheses; the 22nd field of proc(5), the 20th from there, is the start in clock ticks.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var started = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
            return $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}/{started}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or Win32Exception)
        {
            return "";
        }
    }
}
