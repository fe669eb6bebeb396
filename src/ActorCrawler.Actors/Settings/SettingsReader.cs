using System.Globalization;

namespace ActorCrawler.Actors.Settings;

/// <summary>
/// Reads values by key, checks type and range, and keeps the books: which keys were read, what is in force, and what is wrong. An error
/// does not stop it, so that all of them can be told at once; <see cref="ThrowIfWrong"/> ends the reading.
/// </summary>
internal sealed class SettingsReader(SettingsLayers layers)
{
    private readonly Dictionary<string, EffectiveSetting> _effective = [];
    private readonly List<string> _errors = [];

    /// <summary>What is in force so far, in the order of reading.</summary>
    public IReadOnlyCollection<EffectiveSetting> Effective => _effective.Values;

    /// <summary>Whether secrets that a job's settings leave out are missed.</summary>
    public bool NeedsSecrets { get; init; } = true;

    /// <summary>Whether something is wrong already.</summary>
    public bool HasErrors => _errors.Count > 0;

    /// <summary>A whole number.</summary>
    public long Count(string key, long min, long max = long.MaxValue) =>
        Read(key, $"a whole number{Between(min, max)}", (string t, out long v) => ValueText.TryCount(t, out v) && v >= min && v <= max, Plain);

    /// <summary>A whole number that fits an int.</summary>
    public int Int(string key, int min, int max = int.MaxValue) => (int)Count(key, min, max);

    /// <summary>A whole number, or null for <c>off</c>.</summary>
    public long? OptionalCount(string key, long min, long max = long.MaxValue) =>
        Read(
            key,
            $"a whole number{Between(min, max)}, or off",
            (string t, out long? v) => Optional<long>(t, (string x, out long y) => ValueText.TryCount(x, out y) && y >= min && y <= max, out v),
            v => v is { } some ? Plain(some) : ValueText.Off);

    /// <summary>A whole number, or null for <c>auto</c>: the caller works it out, and <see cref="Settle"/>s nothing, so that auto stays auto.</summary>
    public int? AutoInt(string key, int min, int max = int.MaxValue) =>
        (int?)Read(
            key,
            $"a whole number{Between(min, max)}, or auto",
            (string t, out long? v) =>
            {
                v = null;
                if (t == ValueText.Auto) return true;
                var ok = ValueText.TryCount(t, out var n) && n >= min && n <= max;
                v = n;
                return ok;
            },
            v => v is { } some ? Plain(some) : ValueText.Auto);

    /// <summary>A number with or without decimals.</summary>
    public double Number(string key, double min, double max) =>
        Read(
            key,
            string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"),
            (string t, out double v) => ValueText.TryNumber(t, out v) && v >= min && v <= max,
            v => v.ToString(CultureInfo.InvariantCulture));

    /// <summary>A duration.</summary>
    public TimeSpan Duration(string key, TimeSpan min, TimeSpan max) =>
        Read(key, DurationRule(key, min, max), (string t, out TimeSpan v) => InRange(key, t, min, max, out v), ValueText.Of);

    /// <summary>A duration, or null for <c>off</c>.</summary>
    public TimeSpan? OptionalDuration(string key, TimeSpan min, TimeSpan max) =>
        Read(
            key,
            DurationRule(key, min, max) + ", or off",
            (string t, out TimeSpan? v) => Optional<TimeSpan>(t, (string x, out TimeSpan y) => InRange(key, x, min, max, out y), out v),
            v => v is { } some ? ValueText.Of(some) : ValueText.Off);

    /// <summary>A number of bytes.</summary>
    public long Size(string key, long min, long max) =>
        Read(key, SizeRule(min, max), (string t, out long v) => ValueText.TrySize(t, out v) && v >= min && v <= max, ValueText.OfSize);

    /// <summary>A number of bytes, or null for <c>off</c>.</summary>
    public long? OptionalSize(string key, long min, long max) =>
        Read(
            key,
            SizeRule(min, max) + ", or off",
            (string t, out long? v) => Optional<long>(t, (string x, out long y) => ValueText.TrySize(x, out y) && y >= min && y <= max, out v),
            v => v is { } some ? ValueText.OfSize(some) : ValueText.Off);

    /// <summary>A number of bytes, or null for <c>auto</c>, which stays what is shown.</summary>
    public long? AutoSize(string key, long min, long max) =>
        Read(
            key,
            SizeRule(min, max) + ", or auto",
            (string t, out long? v) =>
            {
                v = null;
                if (t == ValueText.Auto) return true;
                var ok = ValueText.TrySize(t, out var n) && n >= min && n <= max;
                v = n;
                return ok;
            },
            v => v is { } some ? ValueText.OfSize(some) : ValueText.Auto);

    /// <summary>on or off.</summary>
    public bool Switch(string key) => Read(key, "on or off", (string t, out bool v) => ValueText.TrySwitch(t, out v), v => v ? "on" : ValueText.Off);

    /// <summary>One of several names.</summary>
    public T Choice<T>(string key, params (string Name, T Value)[] choices)
        where T : struct, Enum
    {
        return Read<T>(key, $"one of {string.Join(", ", choices.Select(c => c.Name))}", Try, v => choices.First(c => c.Value.Equals(v)).Name);

        bool Try(string text, out T value)
        {
            var found = choices.FirstOrDefault(c => c.Name == text);
            value = found.Value;
            return found.Name is not null;
        }
    }

    /// <summary>A text that <paramref name="check"/> accepts.</summary>
    /// <param name="key">The key.</param>
    /// <param name="rule">What it must be: completes "must be ...".</param>
    /// <param name="check">Whether a text will do.</param>
    public string Text(string key, string rule, Func<string, bool> check) =>
        Read(
            key,
            rule,
            (string t, out string v) =>
            {
                v = t;
                return check(t);
            },
            v => v) ?? "";

    /// <summary>A text, or null for <c>off</c>.</summary>
    public string? OptionalText(string key, string rule, Func<string, bool> check) =>
        Text(key, rule + ", or off", t => t == ValueText.Off || check(t)) is var text && text == ValueText.Off ? null : text;

    /// <summary>A list of texts, each accepted by <paramref name="check"/>, which answers with what is wrong or null.</summary>
    /// <param name="key">The key.</param>
    /// <param name="check">Judges an element.</param>
    /// <param name="secret">Whether errors must not repeat what was written.</param>
    public IReadOnlyList<string> List(string key, Func<string, string?> check, bool secret = false)
    {
        var value = layers.Value(key);
        if (value.IsString() || value.IsObject())
        {
            Fail(key, "must be a list: [\"...\", \"...\"]");
            return [];
        }

        IReadOnlyList<string> values = [.. value.GetStringList()];
        foreach (var wrong in values.Select(v => (Value: v, Error: v is null ? "null is no value" : check(v))).Where(v => v.Error is not null))
            Fail(key, secret ? wrong.Error! : $"'{wrong.Value}': {wrong.Error}");
        Keep(key, values, isList: true, isDefault: values.SequenceEqual(layers.Reference.Config.GetStringList($"{SettingsLayers.Root}.{key}")));
        return values;
    }

    /// <summary>The names of the sections in a section where the user gives them, in their order.</summary>
    public IReadOnlyList<string> Sections(string key)
    {
        if (layers.Value(key) is not { } value || !value.IsObject()) return [];
        var names = new List<string>();
        foreach (var (name, section) in value.GetObject()!.Items)
        {
            if (section.IsObject()) names.Add(name);
            else Fail($"{key}.{name}", "must be a section, such as { css = \"h1\" }");
        }

        return names;
    }

    /// <summary>The texts in a section whose name the user gave; null when one of them is none. A key that is not there is no error.</summary>
    public IReadOnlyDictionary<string, string>? Given(string section, string name, IEnumerable<string> keys)
    {
        var items = layers.Value(section).GetObject()!.Items[name].GetObject()!.Items;
        var texts = new Dictionary<string, string>();
        var isGood = true;
        foreach (var key in keys)
        {
            if (!items.TryGetValue(key, out var value)) continue;
            var full = $"{section}.{name}.{key}";
            if (value.IsString() && value.GetString() is { } text)
            {
                texts.Add(key, text);
                Keep(full, [text], isList: false, isDefault: false);
                continue;
            }

            isGood = false;
            Fail(full, $"must be a text, not {(value.IsString() ? "null" : value.IsObject() ? "a section" : "a list")}");
        }

        return isGood ? texts : null;
    }

    /// <summary>Replaces what is shown and stored as the value in force: what was worked out, or what is left of it without secrets.</summary>
    public void Settle(string key, params IReadOnlyList<string> values) => _effective[key] = _effective[key] with { Values = values };

    /// <summary>The folder that a path in this value is relative to.</summary>
    public string FolderOf(string key) => layers.LayerOf(key).Folder;

    /// <summary>Notes an error about a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="text">What is wrong with it, a sentence without its full stop.</param>
    public void Fail(string key, string text) => _errors.Add($"{layers.LayerOf(key).Where($"{SettingsLayers.Root}.{key}")}: {text}.");

    /// <summary>Notes an error that is no single key's.</summary>
    public void Note(string error) => _errors.Add(error);

    /// <summary>Notes an error unless a condition holds.</summary>
    public void Require(bool condition, string key, string text)
    {
        if (!condition) Fail(key, text);
    }

    /// <exception cref="SettingsException">Something was wrong.</exception>
    public void ThrowIfWrong()
    {
        if (_errors.Count > 0) throw new SettingsException(_errors);
    }

    /// <summary>A value that will not do is noted, and the default is given back so that reading can go on.</summary>
    private T Read<T>(string key, string rule, TryParse<T> parse, Func<T, string> render)
    {
        var fallback = layers.Reference.Config.GetString($"{SettingsLayers.Root}.{key}") ?? "";
        var value = layers.Value(key);
        var text = value.IsString() ? value.GetString() : null;
        var isGood = parse(fallback, out var standard);
        if (text is not null && parse(text, out var parsed))
        {
            Keep(key, [render(parsed)], isList: false, isDefault: isGood && render(parsed) == render(standard));
            return parsed;
        }

        var problem = text is not null ? $"'{text}' must be {rule}" : $"must be {rule}, not {(value.IsObject() ? "a section" : value.IsString() ? "null" : "a list")}";
        if (!isGood) throw new InvalidOperationException($"{layers.Reference.Where($"{SettingsLayers.Root}.{key}")}: {problem}.");
        Fail(key, problem);
        Keep(key, [fallback], isList: false, isDefault: true);
        return standard;
    }

    private void Keep(string key, IReadOnlyList<string> values, bool isList, bool isDefault)
    {
        var layer = layers.LayerOf(key);
        var origin = ReferenceEquals(layer, layers.Reference) ? layer.Name : layer.PlaceOf($"{SettingsLayers.Root}.{key}");
        _effective[key] = new EffectiveSetting(key, values, isList, origin, isDefault);
    }

    private bool InRange(string key, string text, TimeSpan min, TimeSpan max, out TimeSpan value) =>
        ValueText.TryDuration(text, layers.LayerOf(key).BareSeconds, out value) && value >= min && value <= max;

    private string DurationRule(string key, TimeSpan min, TimeSpan max)
    {
        var form = layers.LayerOf(key).BareSeconds ? "a duration such as 500ms, 2s, 5m, 1h (a bare number is seconds)" : "a duration with its unit, such as 500 ms, 2 s, 5 m, 1 h";
        return max == TimeSpan.MaxValue ? $"{form}, at least {ValueText.Of(min)}" : $"{form}, from {ValueText.Of(min)} to {ValueText.Of(max)}";
    }

    private static string SizeRule(long min, long max) =>
        $"a size such as 500 KiB, 10 MiB, {(max == long.MaxValue ? $"at least {ValueText.OfSize(min)}" : $"from {ValueText.OfSize(min)} to {ValueText.OfSize(max)}")}";

    private static string Between(long min, long max) =>
        max is long.MaxValue or int.MaxValue ? $", at least {Plain(min)}" : $" from {Plain(min)} to {Plain(max)}";

    private static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static bool Optional<T>(string text, TryParse<T> parse, out T? value)
        where T : struct
    {
        value = null;
        if (text == ValueText.Off) return true;
        var good = parse(text, out var parsed);
        value = parsed;
        return good;
    }

    private delegate bool TryParse<T>(string text, out T value);
}
