using System.Text;

namespace ActorCrawler.Core.Urls;

/// <summary>Says which rule, if any, drops a query parameter. Immutable; matching allocates nothing.</summary>
internal sealed class ParameterMatcher
{
    private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> _kept;
    private readonly List<byte[]> _keptPrefixes = [];
    private readonly Dictionary<byte[], ParameterRule>.AlternateLookup<ReadOnlySpan<byte>> _dropped;
    private readonly List<(byte[] Prefix, ParameterRule Rule)> _droppedPrefixes = [];

    public ParameterMatcher(CanonicalizationSettings settings)
    {
        var kept = new HashSet<byte[]>(AsciiCaseComparer.Instance);
        foreach (var name in settings.KeepParameters)
        {
            if (name.EndsWith('*'))
                _keptPrefixes.Add(Bytes(name[..^1]));
            else
                kept.Add(Bytes(name));
        }
        var dropped = new Dictionary<byte[], ParameterRule>(AsciiCaseComparer.Instance);
        var named = settings.DropParameters
            .Select(name => new ParameterRule(name, CanonicalizationRules.DropNamedParameters, false, "the settings"));
        foreach (var rule in named.Concat(ParameterTable.Rows).Where(rule => settings.Rules.HasFlag(rule.Rule)))
        {
            if (rule.Name.EndsWith('*'))
                _droppedPrefixes.Add((Bytes(rule.Name[..^1]), rule));
            else
                dropped.TryAdd(Bytes(rule.Name), rule);
        }
        _kept = kept.GetAlternateLookup<ReadOnlySpan<byte>>();
        _dropped = dropped.GetAlternateLookup<ReadOnlySpan<byte>>();
        IsEmpty = dropped.Count == 0 && _droppedPrefixes.Count == 0;
    }

    /// <summary>Whether no parameter is ever dropped.</summary>
    public bool IsEmpty { get; }

    /// <summary>The rule that drops a parameter, or none.</summary>
    /// <param name="parameter"><c>name</c> or <c>name=value</c>, as it stands between ampersands.</param>
    public CanonicalizationRules Dropping(ReadOnlySpan<byte> parameter)
    {
        var equals = parameter.IndexOf((byte)'=');
        var name = equals < 0 ? parameter : parameter[..equals];
        if (name.IsEmpty || !TryFind(name, out var rule) || IsKept(name))
            return CanonicalizationRules.None;
        return rule.OnlyTokens && (equals < 0 || !LooksLikeToken(parameter[(equals + 1)..])) ? CanonicalizationRules.None : rule.Rule;
    }

    /// <summary>
    /// Letters and digits only, both, and enough of them: what session identifiers look like, and numbers, dates, words and slugs do not.
    /// </summary>
    public static bool LooksLikeToken(ReadOnlySpan<byte> value)
    {
        if (value.Length < ParameterTable.TokenLength)
            return false;
        var letters = 0;
        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit((char)c))
                return false;
            letters += char.IsAsciiLetter((char)c) ? 1 : 0;
        }
        return letters > 0 && letters < value.Length;
    }

    private bool TryFind(ReadOnlySpan<byte> name, out ParameterRule rule)
    {
        if (_dropped.TryGetValue(name, out rule!))
            return true;
        foreach (var (prefix, candidate) in _droppedPrefixes)
        {
            if (StartsWith(name, prefix))
            {
                rule = candidate;
                return true;
            }
        }
        return false;
    }

    private bool IsKept(ReadOnlySpan<byte> name)
    {
        if (_kept.Contains(name))
            return true;
        foreach (var prefix in _keptPrefixes)
        {
            if (StartsWith(name, prefix))
                return true;
        }
        return false;
    }

    private static bool StartsWith(ReadOnlySpan<byte> name, byte[] prefix) =>
        name.Length >= prefix.Length && Ascii.EqualsIgnoreCase(name[..prefix.Length], prefix);

    private static byte[] Bytes(string name) => Encoding.UTF8.GetBytes(name);
}
