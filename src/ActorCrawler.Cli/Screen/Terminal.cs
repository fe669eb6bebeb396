namespace ActorCrawler.Cli.Screen;

/// <summary>
/// Standard error: lines, and in a terminal a view below them that is drawn over. Safe to use from several threads; what cannot be
/// written (a closed pipe) is dropped, because a crawl does not end for want of a reader.
/// </summary>
internal sealed class Terminal(TextWriter writer, Func<int>? width)
{
    private const string EraseBelow = "\u001b[J";

    /// <summary>For terminals that do not tell their width.</summary>
    private const int UsualWidth = 80;

    private readonly Lock _lock = new();
    private IReadOnlyList<string> _view = [];
    private int _drawn;

    /// <summary>Whether there is someone before it who sees a view.</summary>
    public bool IsInteractive => width is not null;

    /// <summary>The process's standard error.</summary>
    public static Terminal StandardError(IReadOnlyDictionary<string, string> environment)
    {
        var dumb = environment.TryGetValue("TERM", out var term) && term == "dumb";
        return new Terminal(Console.Error, Console.IsErrorRedirected || dumb ? null : () => Console.BufferWidth);
    }

    /// <summary>Writes a line above the view.</summary>
    public void WriteLine(string line) => Write(() => writer.WriteLine(line));

    /// <summary>Draws the view anew; no lines take it away.</summary>
    public void Draw(params IReadOnlyList<string> lines) => Write(() => _view = lines);

    private void Write(Action change)
    {
        lock (_lock)
        {
            try
            {
                if (_drawn > 0) writer.Write($"\u001b[{_drawn}A\r{EraseBelow}");
                change();
                _drawn = _view.Count;
                var columns = (width?.Invoke() is > 20 and var known ? known : UsualWidth) - 1;
                foreach (var line in _view) writer.WriteLine(line.Length <= columns ? line : line[..columns]);
                writer.Flush();
            }
            catch (IOException)
            {
                _drawn = 0;
            }
        }
    }
}
