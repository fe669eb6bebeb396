using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ActorCrawler.Core.Fields;

/// <summary>
/// A path into JSON-LD: names with dots between them, <c>[n]</c> for an item of a list, counted from 0, <c>["a name"]</c> for a name with dots or
/// brackets; a single dot for the node itself.
/// </summary>
internal sealed record JsonLdPath(ImmutableArray<JsonLdStep> Steps)
{
    /// <summary>Reads a path.</summary>
    /// <param name="text">The path as written.</param>
    /// <param name="path">The path.</param>
    /// <param name="error">What is wrong with it.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonLdPath? path, [NotNullWhen(false)] out string? error)
    {
        path = null;
        var steps = ImmutableArray.CreateBuilder<JsonLdStep>();
        var at = text == "." ? 1 : 0;
        while (at < text.Length)
        {
            var step = text[at] == '[' ? Bracket(text, ref at) : Name(text, ref at, steps.Count == 0);
            if (step is null)
            {
                error = $"the path {text} is wrong at character {at + 1}: a name, [number] or [\"name\"] is expected there";
                return false;
            }
            steps.Add(step.Value);
        }
        error = text.Length == 0 ? "a path is expected, such as author.name" : null;
        path = error is null ? new JsonLdPath(steps.ToImmutable()) : null;
        return error is null;
    }

    private static JsonLdStep? Name(string text, ref int at, bool isFirst)
    {
        if (!isFirst && text[at++] != '.')
        {
            at--;
            return null;
        }
        var length = text.AsSpan(at).IndexOfAny(".[]");
        var name = length < 0 ? text[at..] : text.Substring(at, length);
        if (name.Length == 0)
            return null;
        at += name.Length;
        return new JsonLdStep(Encoding.UTF8.GetBytes(name), 0);
    }

    private static JsonLdStep? Bracket(string text, ref int at)
    {
        var inside = text.AsSpan(at + 1);
        if (inside.StartsWith("\""))
        {
            var quoted = inside[1..].IndexOf("\"]");
            if (quoted <= 0)
                return null;
            at += quoted + 4;
            return new JsonLdStep(Encoding.UTF8.GetBytes(inside.Slice(1, quoted).ToString()), 0);
        }
        var end = inside.IndexOf(']');
        if (end < 0 || !int.TryParse(inside[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return null;
        at += end + 2;
        return new JsonLdStep(null, index);
    }
}
