using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ActorCrawler.Core.Tests.Conformance;

/// <summary>
/// Runs a file of conformance cases. The folder is the one that the environment variable CONFORMANCE_DIR names, else the copy under
/// Data/conformance. Every file prints one line, <c>url/x.jsonl passed/total</c>, on standard output.
/// </summary>
/// <remarks>
/// With the project's own copy every difference must stand in the file's divergence table, and every row of the table must still differ.
/// With CONFORMANCE_DIR, cases that the tables cannot know occur (suites are partly held out), so only the required share is asserted,
/// and an
/// absent file is reported and passed over. CONFORMANCE_DETAILS=1 also prints each difference.
/// </remarks>
internal static class ConformanceFile
{
    private const int DifferencesShown = 40;

    private static readonly string? ForeignFolder = NullWhenEmpty(Environment.GetEnvironmentVariable("CONFORMANCE_DIR"));

    private static readonly bool Details = Environment.GetEnvironmentVariable("CONFORMANCE_DETAILS") == "1";

    private static readonly string Folder = ForeignFolder ?? Path.Combine(AppContext.BaseDirectory, "Data", "conformance");

    /// <summary>Whether cases come from CONFORMANCE_DIR rather than from the project's own copy.</summary>
    public static bool IsForeign => ForeignFolder is not null;

    /// <summary>The full path of a conformance file, or null (and a line that says so) where CONFORMANCE_DIR lacks it.</summary>
    public static string? Find(string file)
    {
        var path = Path.Combine(Folder, file.Replace('/', Path.DirectorySeparatorChar));
        if (File.Exists(path))
            return path;
        Assert.True(IsForeign, $"{path} is missing");
        Console.WriteLine($"{file} file absent");
        return null;
    }

    /// <summary>Runs every case (one JSON object a line, with an <c>id</c>) of a file.</summary>
    /// <param name="file">Path below the conformance folder, with forward slashes: <c>url/idna_v2.jsonl</c>.</param>
    /// <param name="check">Runs one case. What it throws is a difference of that case.</param>
    /// <param name="required">The share of cases, 0 to 1, that must pass without help from the table.</param>
    /// <param name="divergences">
    /// Path below the test project of a divergence table, or null when there are none: <c>Urls/w3lib.divergences.tsv</c>, see
    /// <see cref="DivergenceTable"/>.
    /// </param>
    public static void Run(string file, Func<JsonElement, CaseOutcome> check, double required = 1.0, string? divergences = null)
    {
        if (Find(file) is not { } path)
            return;
        var differences = new Dictionary<string, string>();
        var total = 0;
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length == 0)
                continue;
            using var document = JsonDocument.Parse(line);
            var outcome = RunOne(document.RootElement, check);
            if (!outcome.Counts)
                continue;
            total++;
            if (outcome.Difference is not null)
                differences.Add(document.RootElement.GetProperty("id").GetString()!, outcome.Difference);
        }
        Report(file, differences, total, required, divergences);
    }

    /// <summary>
    /// Prints the file's line and asserts; for files whose cases the caller runs itself (tables that are not JSON Lines).
    /// </summary>
    /// <param name="file">As in <see cref="Run"/>.</param>
    /// <param name="differences">Case id to what differed.</param>
    /// <param name="total">Cases run.</param>
    /// <param name="required">As in <see cref="Run"/>.</param>
    /// <param name="divergences">As in <see cref="Run"/>.</param>
    public static void Report(
        string file, IReadOnlyDictionary<string, string> differences, int total, double required = 1.0, string? divergences = null)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file} {total - differences.Count}/{total}"));
        if (Details)
        {
            foreach (var (id, difference) in differences)
                Console.WriteLine($"  {id} {difference}");
        }
        var failures = Failures(file, differences, total, required, divergences);
        Assert.True(failures.Count == 0, Join(file, failures));
    }

    /// <summary>What is wrong with a file's results; nothing when they are as they must be. Parameters as in <see cref="Report"/>.</summary>
    internal static List<string> Failures(
        string file, IReadOnlyDictionary<string, string> differences, int total, double required, string? divergences)
    {
        var passed = total - differences.Count;
        var failures = new List<string>();
        if (total == 0 && !IsForeign)
            failures.Add("the file holds no case");
        if (passed < required * total)
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{passed} of {total} passed; {required:P1} must"));
        if (IsForeign)
        {
            if (failures.Count > 0)
                failures.AddRange(differences.Select(pair => $"{pair.Key}: {pair.Value}"));
        }
        else
        {
            var declared = divergences is null ? DivergenceTable.Empty : DivergenceTable.Load(divergences);
            failures.AddRange(differences.Where(pair => !declared.Contains(pair.Key)).Select(pair => $"{pair.Key}: {pair.Value}"));
            failures.AddRange(declared.Ids(file).Where(id => !differences.ContainsKey(id))
                .Select(id => $"{id} is declared as a divergence in {divergences}, but passes (or is no case)"));
        }
        return failures;
    }

    private static CaseOutcome RunOne(JsonElement element, Func<JsonElement, CaseOutcome> check)
    {
        try
        {
            return check(element);
        }
        catch (Exception e)
        {
            return CaseOutcome.Differs($"threw {e.GetType().Name}: {e.Message} at {e.StackTrace?.Split('\n')[0].Trim()}");
        }
    }

    private static string Join(string file, List<string> failures)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{file}: {failures.Count} failures\n");
        foreach (var failure in failures.Take(DifferencesShown))
            text.Append(failure).Append('\n');
        return text.ToString();
    }

    private static string? NullWhenEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
