using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>
/// A tree of settings. Paths are dotted (<c>akka.remote.dot-netty.tcp.port</c>); a segment that holds a dot is quoted.
/// Lookups of a missing path give the default; a value of the wrong kind throws.
/// </summary>
public class Config
{
    private readonly HoconValue? _own;

    /// <summary>An empty configuration that cannot be searched.</summary>
    public Config()
    {
    }

    /// <summary>The configuration that was parsed into <paramref name="root"/>.</summary>
    /// <exception cref="FormatException">The text behind <paramref name="root"/> is no HOCON.</exception>
    public Config(HoconRoot root)
        : this(root.Value, root.Value)
    {
    }

    private Config(HoconValue own, HoconValue root)
    {
        _own = own;
        Root = root;
    }

    /// <summary>A configuration without any key.</summary>
    public static Config Empty => ConfigurationFactory.Empty;

    /// <summary>The whole tree, fallbacks included.</summary>
    public virtual HoconValue? Root { get; }

    /// <summary>True when there is no key.</summary>
    public virtual bool IsEmpty => Root is null || Root.IsEmpty;

    /// <summary>Parses HOCON where a configuration is expected.</summary>
    public static implicit operator Config(string hocon) => ConfigurationFactory.ParseString(hocon);

    /// <summary>True when the path was written, even with the value <c>null</c>.</summary>
    public virtual bool HasPath(string path) => GetValue(path) is not null;

    /// <summary>The value at a path, or null.</summary>
    /// <exception cref="InvalidOperationException">This configuration was made by the constructor without arguments.</exception>
    public HoconValue? GetValue(string path)
    {
        var node = Root ?? throw new InvalidOperationException("Current node should not be null");
        foreach (var key in HoconPath.Split(path))
        {
            if (node.GetChildObject(key) is not { } child)
                return null;
            node = child;
        }

        return node;
    }

    /// <summary>The part of the tree below a path as a configuration of its own, or null when there is none.</summary>
    public virtual Config? GetConfig(string path) => GetValue(path) is { } value ? new Config(value, value) : null;

    /// <summary>on, off, true or false.</summary>
    /// <exception cref="NotSupportedException">It is none of these.</exception>
    public virtual bool GetBoolean(string path, bool @default = false) => GetValue(path)?.GetBoolean() ?? @default;

    /// <summary>A number of bytes, see <see cref="HoconValue.GetByteSize"/>; null when there is none.</summary>
    public virtual long? GetByteSize(string path) => GetByteSize(path, null);

    /// <summary>A number of bytes, see <see cref="HoconValue.GetByteSize"/>.</summary>
    public virtual long? GetByteSize(string path, long? def) => GetValue(path) is { } value ? value.GetByteSize() : def;

    /// <summary>A 32-bit integer.</summary>
    public virtual int GetInt(string path, int @default = 0) => GetValue(path)?.GetInt() ?? @default;

    /// <summary>A 64-bit integer.</summary>
    public virtual long GetLong(string path, long @default = 0) => GetValue(path)?.GetLong() ?? @default;

    /// <summary>A floating-point number.</summary>
    public virtual double GetDouble(string path, double @default = 0) => GetValue(path)?.GetDouble() ?? @default;

    /// <summary>A string; null when the value is <c>null</c>, an object or a list.</summary>
    public virtual string? GetString(string path, string? @default = null) => GetValue(path) is { } value ? value.GetString() : @default;

    /// <summary>A list of strings; empty when the path is missing or holds no list.</summary>
    public virtual IList<string> GetStringList(string path) => GetValue(path)?.GetStringList() ?? [];

    /// <summary>A list of strings.</summary>
    public virtual IList<string> GetStringList(string path, string[] defaultPaths) => GetValue(path)?.GetStringList() ?? defaultPaths;

    /// <summary>A duration, see <see cref="HoconValue.GetTimeSpan"/>; zero when the path is missing and no default is given.</summary>
    public virtual TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        GetValue(path)?.GetTimeSpan(allowInfinite) ?? @default.GetValueOrDefault();

    /// <summary>This configuration, and what it lacks from <paramref name="fallback"/>. Objects are merged; anything else is not.</summary>
    /// <exception cref="ArgumentException">A configuration cannot be its own fallback.</exception>
    public virtual Config WithFallback(Config? fallback)
    {
        if (ReferenceEquals(fallback, this))
            throw new ArgumentException("Config can not have itself as fallback", nameof(fallback));
        if (fallback?.Root?.GetObject() is not { } defaults)
            return this;
        return IsEmpty ? fallback : new Config(_own!, new HoconValue(HoconObject.Merge(defaults, Root!.GetObject()!)));
    }

    /// <summary>The keys of the first level and their values.</summary>
    public virtual IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() => Root?.GetObject()?.Items ?? [];

    /// <summary>This configuration without its fallbacks, as HOCON.</summary>
    public override string ToString() => _own?.ToString() ?? "";

    /// <summary>This configuration as HOCON.</summary>
    public string ToString(bool includeFallback) => includeFallback ? Root?.ToString() ?? "" : ToString();
}
