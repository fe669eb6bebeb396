namespace ActorCrawler.Core.Tests.Conformance;

/// <summary>
/// The declared differences from a suite's expectations: a file of tab-separated rows next to the tests, named <c>*.divergences.tsv</c> and
/// copied to the output folder. A row is <c>id TAB reason</c>; a reason that starts with <c>@</c> refers to a row
/// <c>@key TAB explanation</c>, so that many cases can share one. <c>[url/x.jsonl]</c> on a line of its own starts the rows of that file;
/// <c>#</c>
/// starts a comment.
/// </summary>
internal sealed class DivergenceTable
{
    private readonly Dictionary<string, (string File, string Reason)> _rows = [];

    public static DivergenceTable Empty { get; } = new();

    public static DivergenceTable Load(string path)
    {
        var table = new DivergenceTable();
        var reasons = new Dictionary<string, string>();
        var used = new HashSet<string>();
        var file = "";
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, path.Replace('/', Path.DirectorySeparatorChar))))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '[')
            {
                file = line.Trim('[', ']');
                continue;
            }
            var columns = line.Split('\t', 2);
            Assert.True(columns.Length == 2 && columns[1].Length > 0, $"{path}: no reason in line <{line}>");
            if (columns[0][0] == '@')
            {
                reasons.Add(columns[0], columns[1]);
                continue;
            }
            if (columns[1][0] == '@')
                used.Add(columns[1]);
            Assert.True(columns[1][0] != '@' || reasons.ContainsKey(columns[1]), $"{path}: {columns[0]} names the unknown reason {columns[1]}");
            Assert.True(file.Length > 0, $"{path}: {columns[0]} stands before any [file] line");
            table._rows.Add(columns[0], (file, columns[1]));
        }
        Assert.True(used.Count == reasons.Count, $"{path}: unused reasons {string.Join(", ", reasons.Keys.Except(used))}");
        return table;
    }

    public bool Contains(string id) => _rows.ContainsKey(id);

    public IEnumerable<string> Ids(string file) => _rows.Where(row => row.Value.File == file).Select(row => row.Key);
}
