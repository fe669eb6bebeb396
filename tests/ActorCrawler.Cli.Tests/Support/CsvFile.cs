using System.Text;

namespace ActorCrawler.Cli.Tests.Support;

/// <summary>Reads CSV by the letter of RFC 4180.</summary>
internal static class CsvFile
{
    /// <summary>The records of a file, the headings first.</summary>
    public static List<List<string>> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes.AsSpan(3));
        var records = new List<List<string>>();
        for (var at = 0; at < text.Length;)
        {
            var record = new List<string>();
            while (true)
            {
                record.Add(Cell(text, ref at));
                if (text[at] == ',')
                {
                    at++;
                    continue;
                }

                Assert.Equal("\r\n", text.Substring(at, 2));
                at += 2;
                break;
            }

            records.Add(record);
        }

        return records;
    }

    private static string Cell(string text, ref int at)
    {
        var cell = new StringBuilder();
        if (text[at] != '"')
        {
            for (; text[at] is not (',' or '\r'); at++)
            {
                Assert.False(text[at] is '"' or '\n', $"a cell that is not quoted holds {text[at]}");
                cell.Append(text[at]);
            }

            return cell.ToString();
        }

        for (at++; ; at++)
        {
            if (text[at] == '"')
            {
                at++;
                if (text[at] != '"') return cell.ToString();
            }

            cell.Append(text[at]);
        }
    }
}
