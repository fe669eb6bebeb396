using System.Runtime.InteropServices;

namespace ActorCrawler.Core.Robots;

/// <summary>One Allow or Disallow line. Its pattern and its text lie in the byte array of the <see cref="RobotsRules"/> that holds it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct RobotsRule
{
    /// <summary>Where the pattern in normal form starts.</summary>
    public required int PatternStart { get; init; }

    public required ushort PatternLength { get; init; }

    /// <summary>Where the value as it stands in the file starts; the pattern's own place when both are the same.</summary>
    public required int TextStart { get; init; }

    public required ushort TextLength { get; init; }

    /// <summary>Octets of the pattern with <c>*</c> and <c>$</c>: the rule with the most decides.</summary>
    public required ushort Specificity { get; init; }

    public required int Line { get; init; }

    public required bool Allows { get; init; }

    /// <summary>Whether the pattern ended in <c>$</c>.</summary>
    public required bool Anchored { get; init; }

    public required bool HasWildcard { get; init; }
}
