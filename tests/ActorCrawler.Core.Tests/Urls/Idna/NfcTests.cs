using System.Globalization;
using ActorCrawler.Core.Urls.Idna;

namespace ActorCrawler.Core.Tests.Urls.Idna;

public sealed class NfcTests
{
    [Fact]
    public void Normalisation_agrees_with_the_unicode_test_file()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "nfc_samples.txt")).Where(line => line[0] != '#').ToList();
        var differences = new List<string>();
        foreach (var row in rows)
        {
            // Columns: source, NFC, NFD, NFKC, NFKD. NFC of the first three is the second, NFC of the others the fourth.
            var columns = row.Split(';').Take(5).Select(Parse).ToArray();
            for (var i = 0; i < 5; i++)
            {
                if (!Normalise(columns[i]).SequenceEqual(columns[i < 3 ? 1 : 3]))
                    differences.Add($"{row} column {i + 1}");
            }
        }

        Assert.True(rows.Count > 1000);
        Assert.Empty(differences);
    }

    [Fact]
    public void Text_is_trivial_only_when_normalisation_keeps_it()
    {
        for (var c = 0; c < 0x300; c++)
        {
            if (Nfc.IsTrivially([c]))
                Assert.Equal([c], Normalise([c]));
        }
    }

    private static int[] Parse(string column) =>
        [.. column.Split(' ').Select(c => int.Parse(c, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    private static List<int> Normalise(int[] text)
    {
        var output = new List<int>();
        Nfc.Append(text, output);
        return output;
    }
}
