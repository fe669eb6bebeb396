using System.Globalization;
using ActorCrawler.Actors;

namespace ActorCrawler.Cli.Compare;

/// <summary>A workload's rows as people read them: a table, a bar chart, and which to choose.</summary>
internal static class ComparisonText
{
    private const int BarWidth = 40;

    public static IEnumerable<string> Lines(Workload workload, IReadOnlyList<RowMeasurement> rows, int cores)
    {
        yield return $"{workload.Title}: {Text.Count(workload.Urls.Count, "page")}{(workload.Weight > 1 ? $", each extracted {Text.Count(workload.Weight)} times" : "")}";
        yield return "";
        yield return $"  {"",-10}  {"time",9}  {"CPU",9}  {"cores",5}  {"memory",8}  {"speed-up",8}  {"pages",6}  {"metas",6}  limited by";
        foreach (var row in rows)
        {
            var measured = row.Measured;
            yield return $"  {row.Row,-10}  {Seconds(measured.ElapsedMs),9}  {Seconds(measured.CpuMs),9}  {Number(row.Cores, "0.0"),5}  {Text.Size(measured.PeakBytes),8}  "
                + $"{SpeedUp(rows, row) ?? "",8}  {Text.Count(row.Pages),6}  {Text.Count(row.Metas),6}  {row.Limit(cores)}{(row.Failures > 0 ? $"; {Text.Count(row.Failures, "failure")}" : "")}";
        }

        yield return "";
        var longest = rows.Max(r => r.Measured.ElapsedMs);
        foreach (var row in rows)
            yield return $"  {row.Row,-10}  {new string('#', Math.Max(1, (int)Math.Round(BarWidth * row.Measured.ElapsedMs / longest)))} {Seconds(row.Measured.ElapsedMs)}";
        yield return "";
        yield return $"  {Advice(rows, cores)}";
    }

    /// <summary>How many times faster than one by one; null where that row was not asked for.</summary>
    public static string? SpeedUp(IReadOnlyList<RowMeasurement> rows, RowMeasurement row) =>
        rows.FirstOrDefault(r => r.Row == RowNames.Sequential) is { } one && row.Measured.ElapsedMs > 0
            ? Number(one.Measured.ElapsedMs / row.Measured.ElapsedMs, "0.0") + "x"
            : null;

    /// <summary><c>1.23 s</c>, or <c>45 ms</c>.</summary>
    public static string Seconds(double milliseconds) => milliseconds < 1000 ? Number(milliseconds, "0") + " ms" : Number(milliseconds / 1000, "0.00") + " s";

    /// <summary>Which row to choose, and why: of those about as fast as the fastest, the one that takes the least CPU.</summary>
    public static string Advice(IReadOnlyList<RowMeasurement> rows, int cores)
    {
        const double aboutAsFast = 1.15;
        var fastest = rows.Min(r => r.Measured.ElapsedMs);
        var best = rows.Where(r => r.Measured.ElapsedMs <= fastest * aboutAsFast).MinBy(r => r.Measured.CpuMs)!;
        var waits = (rows.FirstOrDefault(r => r.Row == RowNames.Sequential) ?? rows.MinBy(r => r.Demand(cores))!).Demand(cores) < 0.5;
        var because = waits
            ? "this work is mostly waiting, and waiting wants concurrency: many fetches in flight cost little more than one"
            : cores == 1
                ? "this work is mostly computing, and there is one core to do it"
                : $"this work is mostly computing, and computing wants parallelism: only what uses all {cores} cores is faster";
        var disturbed = rows.Any(r => r.LacksCores(cores)) ? " Other programs had part of the cores meanwhile: on a machine at rest the times would be shorter." : "";
        return $"Choose {best.Row}: {because}.{disturbed}";
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
