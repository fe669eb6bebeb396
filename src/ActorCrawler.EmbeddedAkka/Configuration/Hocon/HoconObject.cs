using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Keys and their values, in the order in which they were written.</summary>
public sealed class HoconObject
{
    /// <summary>The keys of this level.</summary>
    public Dictionary<string, HoconValue> Items { get; } = [];

    /// <summary>The value of one key of this level, or null.</summary>
    public HoconValue? GetKey(string key) => Items.GetValueOrDefault(key);

    /// <summary>One <c>key : value</c> a line.</summary>
    public override string ToString() => ToString(0);

    internal string ToString(int indent)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in Items)
            text.Append(' ', indent * 2).Append(HoconPath.Quote(key)).Append(" : ").Append(value.ToString(indent)).Append("\r\n");
        return text.ToString();
    }

    /// <summary>A new object: <paramref name="over"/> wins, and objects in both are merged.</summary>
    internal static HoconObject Merge(HoconObject under, HoconObject over)
    {
        var merged = new HoconObject();
        foreach (var (key, value) in under.Items)
            merged.Items.Add(key, value);
        foreach (var (key, value) in over.Items)
        {
            merged.Items[key] = merged.GetKey(key)?.GetObject() is { } below && value.GetObject() is { } above
                ? new HoconValue(Merge(below, above))
                : value;
        }

        return merged;
    }
}
