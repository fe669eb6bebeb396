namespace ActorCrawler.Core.Tests.Conformance;

/// <summary>What running one conformance case showed: it passed, it does not apply (not counted), or in what it differs.</summary>
internal readonly record struct CaseOutcome(bool Counts, string? Difference)
{
    public static CaseOutcome Passed => new(true, null);

    public static CaseOutcome Skipped => new(false, null);

    public static CaseOutcome Differs(string difference) => new(true, difference);

    /// <summary>Passed when both are equal (ordinal), else a difference that shows both.</summary>
    public static CaseOutcome Equal(string? expected, string? actual) =>
        string.Equals(expected, actual, StringComparison.Ordinal)
            ? Passed
            : Differs($"expected {Show(expected)}, got {Show(actual)}");

    private static string Show(string? text) => text is null ? "null" : $"<{text}>";
}
