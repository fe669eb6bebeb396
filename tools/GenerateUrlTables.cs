#:property PublishAot=false
// Writes the binary tables of src/ActorCrawler.Core/Urls/Data; their README names the sources and says how to run this.
//
//     dotnet run tools/GenerateUrlTables.cs -- UNICODE_DIR PUBLIC_SUFFIX_LIST OUT_DIR
//
// UNICODE_DIR holds UnicodeData.txt, DerivedNormalizationProps.txt, DerivedBidiClass.txt, DerivedJoiningType.txt and IdnaMappingTable.txt
// of one Unicode version. Layouts are described at IdnaTables and PublicSuffixList, which read them.
using System.Globalization;
using System.Text;

if (args.Length != 3)
{
    Console.Error.WriteLine("usage: GenerateUrlTables UNICODE_DIR PUBLIC_SUFFIX_LIST OUT_DIR");
    return 2;
}
File.WriteAllBytes(Path.Combine(args[2], "idna.bin"), Idna.Build(args[0]));
File.WriteAllBytes(Path.Combine(args[2], "psl.bin"), SuffixList.Build(args[1]));
return 0;

internal static class Ucd
{
    public const int CodePoints = 0x110000;

    /// <summary>Rows of a semicolon-separated file: first and last code point, then the other fields.</summary>
    public static IEnumerable<(int First, int Last, string[] Fields)> Rows(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            var text = line.Split('#')[0];
            if (text.Trim().Length == 0)
                continue;
            var fields = text.Split(';').Select(field => field.Trim()).ToArray();
            var range = fields[0].Split("..");
            yield return (Hex(range[0]), Hex(range[^1]), fields);
        }
    }

    public static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static int[] HexList(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Hex)];
}

internal static class Idna
{
    private const int BlockBits = 7;
    private static readonly string[] Joining = ["U", "R", "L", "D", "C", "T"];
    private static readonly string[] Bidi = ["L", "R", "AL", "AN", "EN", "ES", "CS", "ET", "ON", "BN", "NSM"];

    public static byte[] Build(string folder)
    {
        var properties = new uint[Ucd.CodePoints];
        var mapped = new SortedDictionary<int, int[]>();
        foreach (var (first, last, fields) in Ucd.Rows(Path.Combine(folder, "IdnaMappingTable.txt")))
        {
            for (var c = first; c <= last; c++)
            {
                // Deviation characters are valid in nontransitional processing, the only kind that the URL standard knows.
                properties[c] = fields[1] switch
                {
                    "valid" or "deviation" => 0u,
                    "ignored" => 1u,
                    "mapped" => 2u,
                    "disallowed" => 3u,
                    var status => throw new InvalidDataException(status),
                };
                if (fields[1] == "mapped")
                    mapped[c] = Ucd.HexList(fields[2]);
            }
        }
        foreach (var (first, last, fields) in Ucd.Rows(Path.Combine(folder, "DerivedJoiningType.txt")))
            Set(properties, first, last, Index(Joining, fields[1]) << 3);
        foreach (var (first, last, fields) in Ucd.Rows(Path.Combine(folder, "DerivedBidiClass.txt")))
            Set(properties, first, last, Index(Bidi, fields[1]) << 6);
        var excluded = new HashSet<int>();
        var normalization = Ucd.Rows(Path.Combine(folder, "DerivedNormalizationProps.txt"));
        foreach (var (first, last, _) in normalization.Where(row => row.Fields[1] == "Full_Composition_Exclusion"))
            excluded.UnionWith(Enumerable.Range(first, last - first + 1));
        var decompositions = UnicodeData(folder, properties);
        return Write(properties, mapped, decompositions, excluded);
    }

    private static SortedDictionary<int, int[]> UnicodeData(string folder, uint[] properties)
    {
        var decompositions = new SortedDictionary<int, int[]>();
        foreach (var (c, _, fields) in Ucd.Rows(Path.Combine(folder, "UnicodeData.txt")))
        {
            if (fields[2][0] == 'M')
                properties[c] |= 1 << 2;
            properties[c] |= uint.Parse(fields[3], CultureInfo.InvariantCulture) << 10;
            if (fields[5].Length > 0 && fields[5][0] != '<')
                decompositions[c] = Ucd.HexList(fields[5]);
        }
        return decompositions;
    }

    private static byte[] Write(
        uint[] properties, SortedDictionary<int, int[]> mapped, SortedDictionary<int, int[]> decompositions, HashSet<int> excluded)
    {
        var combinations = new List<uint>();
        var blocks = new Dictionary<string, int>();
        var stage1 = new List<ushort>();
        var stage2 = new List<byte>();
        for (var start = 0; start < Ucd.CodePoints; start += 1 << BlockBits)
        {
            var block = new byte[1 << BlockBits];
            for (var i = 0; i < block.Length; i++)
            {
                var combination = combinations.IndexOf(properties[start + i]);
                if (combination < 0)
                {
                    combination = combinations.Count;
                    combinations.Add(properties[start + i]);
                }
                block[i] = checked((byte)combination);
            }
            var key = Convert.ToHexString(block);
            if (!blocks.TryGetValue(key, out var index))
            {
                blocks.Add(key, index = blocks.Count);
                stage2.AddRange(block);
            }
            stage1.Add(checked((ushort)index));
        }
        var pool = new List<int>();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var values = mapped.Values.Select(value => Mapping(value, pool)).ToList();
        foreach (var count in new[] { stage1.Count, combinations.Count, stage2.Count, mapped.Count, pool.Count, decompositions.Count })
            writer.Write(count);
        stage1.ForEach(writer.Write);
        combinations.ForEach(writer.Write);
        stage2.ForEach(writer.Write);
        mapped.Keys.ToList().ForEach(writer.Write);
        values.ForEach(writer.Write);
        pool.ForEach(writer.Write);
        foreach (var (c, parts) in decompositions)
        {
            writer.Write(c | (excluded.Contains(c) ? 1 << 31 : 0));
            writer.Write(parts[0]);
            writer.Write(parts.Length > 1 ? parts[1] : 0);
        }
        writer.Flush();
        return stream.ToArray();
    }

    private static int Mapping(int[] target, List<int> pool)
    {
        if (target.Length == 1)
            return target[0];
        var value = (1 << 31) | (pool.Count << 8) | target.Length;
        pool.AddRange(target);
        return value;
    }

    private static void Set(uint[] properties, int first, int last, uint bits)
    {
        for (var c = first; c <= last; c++)
            properties[c] |= bits;
    }

    private static uint Index(string[] names, string name)
    {
        var index = Array.IndexOf(names, name);
        return (uint)(index < 0 ? names.Length : index);
    }
}

internal static class SuffixList
{
    private const byte Exact = 1;
    private const byte Wildcard = 2;
    private const byte Exception = 4;

    public static byte[] Build(string path)
    {
        var rules = new SortedDictionary<string, byte>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path))
        {
            var rule = line.Trim();
            if (rule.Length == 0 || rule.StartsWith("//", StringComparison.Ordinal))
                continue;
            var kind = rule[0] == '!' ? Exception : rule.StartsWith("*.", StringComparison.Ordinal) ? Wildcard : Exact;
            var name = string.Join('.', rule[(kind == Exception ? 1 : kind == Wildcard ? 2 : 0)..].Split('.').Select(ToAscii));
            if (name.Contains('*', StringComparison.Ordinal))
                throw new InvalidDataException($"a wildcard inside a rule is not supported: {rule}");
            rules[name] = (byte)(rules.GetValueOrDefault(name) | kind);
        }
        var slots = new uint[Slots(rules.Count)];
        var pool = new MemoryStream();
        foreach (var (name, kinds) in rules)
        {
            var bytes = Encoding.ASCII.GetBytes(name);
            var slot = Hash(bytes) & (uint)(slots.Length - 1);
            while (slots[slot] != 0)
                slot = (slot + 1) & (uint)(slots.Length - 1);
            slots[slot] = (uint)pool.Length + 1;
            pool.WriteByte(kinds);
            pool.WriteByte(checked((byte)bytes.Length));
            pool.Write(bytes);
        }
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(slots.Length);
        foreach (var slot in slots)
            writer.Write(slot);
        writer.Write(pool.ToArray());
        writer.Flush();
        return stream.ToArray();
    }

    private static int Slots(int rules)
    {
        var slots = 1024;
        while (slots < rules * 3 / 2)
            slots *= 2;
        return slots;
    }

    /// <summary>FNV-1a from the last byte to the first, so that a reader can probe at every label on its way through a host.</summary>
    private static uint Hash(byte[] name)
    {
        var hash = 2166136261u;
        for (var i = name.Length - 1; i >= 0; i--)
            hash = (hash ^ name[i]) * 16777619u;
        return hash ^ (hash >> 15);
    }

    /// <summary>RFC 3492 with the rules' labels as the list has them: lower case and normalised.</summary>
    private static string ToAscii(string label)
    {
        if (label.All(char.IsAscii))
            return label;
        var runes = label.EnumerateRunes().Select(rune => rune.Value).ToList();
        var output = new StringBuilder("xn--").Append([.. label.Where(char.IsAscii)]);
        var basic = label.Count(char.IsAscii);
        if (basic > 0)
            output.Append('-');
        int n = 128, delta = 0, bias = 72, handled = basic;
        while (handled < runes.Count)
        {
            var next = runes.Where(c => c >= n).Min();
            delta += (next - n) * (handled + 1);
            n = next;
            foreach (var c in runes)
            {
                if (c < n)
                    delta++;
                if (c != n)
                    continue;
                var q = delta;
                for (var k = 36; ; k += 36)
                {
                    var t = Math.Clamp(k - bias, 1, 26);
                    output.Append(Digit(q < t ? q : t + (q - t) % (36 - t)));
                    if (q < t)
                        break;
                    q = (q - t) / (36 - t);
                }
                delta = handled == basic ? delta / 700 : delta / 2;
                delta += delta / (handled + 1);
                var steps = 0;
                for (; delta > 455; steps += 36)
                    delta /= 35;
                bias = steps + 36 * delta / (delta + 38);
                delta = 0;
                handled++;
            }
            delta++;
            n++;
        }
        return output.ToString();
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);
}
