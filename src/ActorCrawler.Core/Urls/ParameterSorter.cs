namespace ActorCrawler.Core.Urls;

/// <summary>
/// The rule <see cref="CanonicalizationRules.SortParameters"/>: by name, ordinal; parameters of one name keep their order.
/// </summary>
internal static class ParameterSorter
{
    /// <summary>Sorts a query in place; tells whether that changed anything.</summary>
    public static bool TrySort(Span<byte> query)
    {
        if (IsSorted(query))
            return false;
        // Only reached when the rule is on and something is out of order, so this may allocate.
        var source = query.ToArray();
        var parameters = new List<(int Index, Range Range)>();
        foreach (var range in source.AsSpan().Split((byte)'&'))
            parameters.Add((parameters.Count, range));
        parameters.Sort((a, b) =>
        {
            var order = Name(source.AsSpan()[a.Range]).SequenceCompareTo(Name(source.AsSpan()[b.Range]));
            return order != 0 ? order : a.Index.CompareTo(b.Index);
        });
        var written = 0;
        foreach (var (_, range) in parameters)
        {
            var parameter = source.AsSpan()[range];
            parameter.CopyTo(query[written..]);
            written += parameter.Length;
            if (written < query.Length)
                query[written++] = (byte)'&';
        }
        return true;
    }

    private static bool IsSorted(ReadOnlySpan<byte> query)
    {
        ReadOnlySpan<byte> last = [];
        foreach (var range in query.Split((byte)'&'))
        {
            var name = Name(query[range]);
            if (name.SequenceCompareTo(last) < 0)
                return false;
            last = name;
        }
        return true;
    }

    private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> parameter)
    {
        var equals = parameter.IndexOf((byte)'=');
        return equals < 0 ? parameter : parameter[..equals];
    }
}
