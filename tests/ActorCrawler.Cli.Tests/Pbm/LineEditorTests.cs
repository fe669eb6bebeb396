using System.Text;
using ActorCrawler.Cli.Pbm;

namespace ActorCrawler.Cli.Tests.Pbm;

public sealed class LineEditorTests
{
    [Theory]
    [InlineData("ab<Left><Left>x<End>y", "xaby")]
    [InlineData("abc<Backspace><Home><Delete>", "b")]
    [InlineData("one two<C-W>three", "one three")]
    [InlineData("one two<C-A><C-K>x", "x")]
    [InlineData("one<C-C>two", "two")]
    [InlineData("one<Left><C-U>", "e")]
    [InlineData("crawl st<Tab>", "crawl status ")]
    [InlineData("cr<Tab>ho<Tab>", "crawl host")]
    [InlineData("crawl hosts --t<Tab>5", "crawl hosts --top 5")]
    [InlineData("zzz<Tab>", "zzz")]
    public void Line_is_what_was_typed(string keys, string line) => Assert.Equal(line, Editor(new Keyboard(keys + "<Enter>")).Read());

    [Fact]
    public void Lines_of_before_come_back_when_asked_for()
    {
        var editor = Editor(new Keyboard("one<Enter>two<Enter>dra<Up><Up>!<Enter><Up><Down>x<Enter>dra<Up><Down>ft<Enter>"));

        Assert.Equal(["one", "two", "one!", "x", "draft"], Enumerable.Range(0, 5).Select(_ => editor.Read()));
    }

    [Theory]
    [InlineData("<C-D>")]
    [InlineData("<C-C>")]
    [InlineData("a<Backspace><C-D>")]
    public void Input_ends_when_its_end_is_typed(string keys) => Assert.Null(Editor(new Keyboard(keys)).Read());

    [Fact]
    public void Choices_are_shown_when_nothing_more_is_common()
    {
        var keyboard = new Keyboard("crawl host<Tab><Enter>");

        Editor(keyboard).Read();

        Assert.Contains("\r\nhost  hosts\r\n", keyboard.Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_line_stays_in_one_row()
    {
        var keyboard = new Keyboard(new string('a', 200) + "<Home><Enter>");

        Assert.Equal(200, Editor(keyboard).Read()!.Length);

        Assert.All(keyboard.Written.Split('\r'), row => Assert.InRange(row.Split('\u001b')[0].Length, 0, 80));
    }

    private static LineEditor Editor(PromptConsole console) => new(console, "pbm> ", line => Completion.Of(line, SpecPalettes.All));

    /// <summary>Types keys: characters, and names in angle brackets.</summary>
    private sealed class Keyboard : PromptConsole
    {
        private readonly Queue<ConsoleKeyInfo> _keys = new();
        private readonly StringBuilder _written = new();

        public Keyboard(string keys)
        {
            for (var i = 0; i < keys.Length; i++)
            {
                if (keys[i] != '<')
                {
                    _keys.Enqueue(new ConsoleKeyInfo(keys[i], ConsoleKey.None, false, false, false));
                    continue;
                }

                var name = keys[(i + 1)..(i = keys.IndexOf('>', i))];
                _keys.Enqueue(name.StartsWith("C-", StringComparison.Ordinal)
                    ? new ConsoleKeyInfo((char)(name[2] - 'A' + 1), Enum.Parse<ConsoleKey>(name[2..]), false, false, true)
                    : new ConsoleKeyInfo('\0', name switch
                    {
                        "Left" => ConsoleKey.LeftArrow,
                        "Up" => ConsoleKey.UpArrow,
                        "Down" => ConsoleKey.DownArrow,
                        _ => Enum.Parse<ConsoleKey>(name),
                    }, false, false, false));
            }
        }

        public string Written => _written.ToString();

        public override int Width => 80;

        public override ConsoleKeyInfo ReadKey() => _keys.Dequeue();

        public override void Write(string text) => _written.Append(text);
    }
}
