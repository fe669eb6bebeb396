using ActorCrawler.Cli.Screen;

namespace ActorCrawler.Cli.Tests.Screen;

public sealed class TerminalTests
{
    [Fact]
    public void View_is_drawn_below_lines_and_over_itself()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, () => 80);
        terminal.Draw("one", "two");
        terminal.WriteLine("log");
        terminal.Draw("three");
        terminal.Draw();
        Assert.Equal(
            "one\ntwo\n" + "\u001b[2A\r\u001b[J" + "log\none\ntwo\n" + "\u001b[2A\r\u001b[J" + "three\n" + "\u001b[1A\r\u001b[J",
            output.ToString());
    }

    [Fact]
    public void View_lines_are_cut_to_the_width()
    {
        using var output = new StringWriter { NewLine = "\n" };
        new Terminal(output, () => 30).Draw(new string('x', 100));
        Assert.Equal(new string('x', 29) + "\n", output.ToString());
    }

    [Fact]
    public void Lines_are_never_cut()
    {
        using var output = new StringWriter { NewLine = "\n" };
        new Terminal(output, () => 30).WriteLine(new string('x', 100));
        Assert.Equal(101, output.ToString().Length);
    }

    [Fact]
    public void Output_that_nobody_reads_any_more_is_no_error() => new Terminal(new BrokenWriter(), null).WriteLine("x");

    private sealed class BrokenWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("Broken pipe");
    }
}
