using System.Text;

namespace ActorCrawler.Cli.Pbm;

/// <summary>Lets a line be typed: cursor keys, history, completion by Tab. Draws with two control sequences, in one row of the terminal.</summary>
internal sealed class LineEditor(PromptConsole console, string prompt, Func<string, IReadOnlyList<string>> complete)
{
    private const int MaxHistory = 500;

    private readonly List<string> _history = [];
    private readonly StringBuilder _line = new();
    private string _draft = "";
    private int _cursor;
    private int _shown;

    /// <summary>The line that was typed; null when its end was typed (Ctrl-D, or Ctrl-C on an empty line).</summary>
    public string? Read()
    {
        _line.Clear();
        _cursor = 0;
        _shown = _history.Count;
        while (true)
        {
            Draw();
            var key = console.ReadKey();
            if (key.Key == ConsoleKey.Enter) break;
            if (IsEnd(key))
            {
                console.Write("\r\n");
                return null;
            }

            Take(key);
        }

        console.Write("\r\n");
        var line = _line.ToString();
        if (line.Trim().Length > 0 && (_history.Count == 0 || _history[^1] != line)) _history.Add(line);
        if (_history.Count > MaxHistory) _history.RemoveAt(0);
        return line;
    }

    private bool IsEnd(ConsoleKeyInfo key) => _line.Length == 0 && IsControl(key) && key.Key is ConsoleKey.D or ConsoleKey.C;

    private static bool IsControl(ConsoleKeyInfo key) => (key.Modifiers & ConsoleModifiers.Control) != 0;

    private void Take(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow: _cursor = Math.Max(0, _cursor - 1); break;
            case ConsoleKey.RightArrow: _cursor = Math.Min(_line.Length, _cursor + 1); break;
            case ConsoleKey.Home: _cursor = 0; break;
            case ConsoleKey.End: _cursor = _line.Length; break;
            case ConsoleKey.Backspace when _cursor > 0: _line.Remove(--_cursor, 1); break;
            case ConsoleKey.Delete when _cursor < _line.Length: _line.Remove(_cursor, 1); break;
            case ConsoleKey.UpArrow: Show(_shown - 1); break;
            case ConsoleKey.DownArrow: Show(_shown + 1); break;
            case ConsoleKey.Tab: Complete(); break;
            default:
                if (IsControl(key)) TakeControl(key.Key);
                else if (!char.IsControl(key.KeyChar)) _line.Insert(_cursor++, key.KeyChar);
                break;
        }
    }

    private void TakeControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.A: _cursor = 0; break;
            case ConsoleKey.E: _cursor = _line.Length; break;
            case ConsoleKey.C: Set(""); break;
            case ConsoleKey.K: _line.Length = _cursor; break;
            case ConsoleKey.U:
                _line.Remove(0, _cursor);
                _cursor = 0;
                break;
            case ConsoleKey.W:
                var start = _line.ToString(0, _cursor).TrimEnd().LastIndexOf(' ') + 1;
                _line.Remove(start, _cursor - start);
                _cursor = start;
                break;
        }
    }

    /// <summary>A line of before; behind the last one stands what was being typed.</summary>
    private void Show(int place)
    {
        if (place < 0 || place > _history.Count) return;
        if (_shown == _history.Count) _draft = _line.ToString();
        _shown = place;
        Set(place == _history.Count ? _draft : _history[place]);
    }

    private void Set(string text)
    {
        _line.Clear().Append(text);
        _cursor = _line.Length;
    }

    private void Complete()
    {
        var before = _line.ToString(0, _cursor);
        var words = complete(before);
        if (words.Count == 0) return;
        var written = before.Length - (before.LastIndexOf(' ') + 1);
        var start = Completion.CommonStart(words);
        var added = start[Math.Min(written, start.Length)..] + (words.Count == 1 ? " " : "");
        if (added.Length > 0)
        {
            _line.Insert(_cursor, added);
            _cursor += added.Length;
        }
        else
        {
            console.Write($"\r\n{string.Join("  ", words)}\r\n");
        }
    }

    /// <summary>A line that is wider than the terminal is shown around the cursor.</summary>
    private void Draw()
    {
        var room = Math.Max(10, console.Width - prompt.Length - 1);
        var from = Math.Max(0, _cursor - room + 1);
        var text = _line.ToString(from, Math.Min(room, _line.Length - from));
        var back = from + text.Length - _cursor;
        console.Write($"\r{prompt}{text}\u001b[K{(back > 0 ? $"\u001b[{back}D" : "")}");
    }
}
