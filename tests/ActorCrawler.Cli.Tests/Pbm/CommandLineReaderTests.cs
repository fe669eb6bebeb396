using ActorCrawler.Cli.Pbm;

namespace ActorCrawler.Cli.Tests.Pbm;

public sealed class CommandLineReaderTests
{
    [Theory]
    [InlineData("crawl status", "crawl status")]
    [InlineData("crawl status --json", "crawl status -j=on")]
    [InlineData("crawl host example.org --json", "crawl host -n=example.org -j=on")]
    [InlineData("crawl host --json example.org", "crawl host -j=on -n=example.org")]
    [InlineData("crawl host -n example.org", "crawl host -n=example.org")]
    [InlineData("crawl hosts --top 5", "crawl hosts -t=5")]
    [InlineData("crawl hosts --top=5", "crawl hosts -t=5")]
    [InlineData("crawl limit example.org --delay 5", "crawl limit -n=example.org -d=5")]
    [InlineData("crawl limit 'a b' -d 'x  y'", "crawl limit -n=a b -d=x  y")]
    public void Command_is_read_when_it_is_well_formed(string line, string expected)
    {
        var request = CommandLineReader.Read(CommandWords.Split(line), SpecPalettes.All, out var problem);

        Assert.NotNull(request);
        Assert.Equal("", problem);
        Assert.Equal(expected, string.Join(' ', request.Arguments.Select(a => $"{a.Switch}={a.Value}").Prepend($"{request.Palette} {request.Command}")));
    }

    [Theory]
    [InlineData("craw status", "there is no palette 'craw' (cluster, crawl). Did you mean crawl?")]
    [InlineData("crawl", "say which command of crawl: status, host, hosts, limit.")]
    [InlineData("crawl statsu", "there is no command 'statsu' in crawl. Did you mean status?")]
    [InlineData("crawl status now", "unexpected word 'now' behind crawl status.")]
    [InlineData("crawl host", "crawl host needs NAME: Which.")]
    [InlineData("crawl hosts --tpo 5", "crawl hosts has no switch --tpo. Did you mean --top?")]
    [InlineData("crawl hosts --top", "--top needs a value: How many.")]
    [InlineData("crawl hosts -t 5 --top 6", "--top is given twice.")]
    public void Command_is_refused_with_what_is_wrong(string line, string expected)
    {
        Assert.Null(CommandLineReader.Read(CommandWords.Split(line), SpecPalettes.All, out var problem));

        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("  a  b\t", new[] { "a", "b" })]
    [InlineData("a '' \"\"", new[] { "a", "", "" })]
    [InlineData(@"block '\.pdf$'", new[] { "block", @"\.pdf$" })]
    [InlineData(@"block \.pdf$", new[] { "block", @"\.pdf$" })]
    [InlineData(@"""a \"" b"" 'c", new[] { @"a "" b", "c" })]
    public void Line_is_split_as_shells_do(string line, string[] words) => Assert.Equal(words, CommandWords.Split(line));

    [Theory]
    [InlineData("", new[] { "cluster", "crawl", "help", "quit" })]
    [InlineData("c", new[] { "cluster", "crawl" })]
    [InlineData("crawl ", new[] { "host", "hosts", "limit", "status" })]
    [InlineData("crawl ho", new[] { "host", "hosts" })]
    [InlineData("help crawl s", new[] { "status" })]
    [InlineData("crawl hosts ", new[] { "--json", "--top" })]
    [InlineData("crawl hosts --top 5 --", new[] { "--json" })]
    [InlineData("crawl nothing ", new string[0])]
    public void Line_is_completed_by_what_can_stand_there(string line, string[] words) => Assert.Equal(words, Completion.Of(line, SpecPalettes.All));

    [Fact]
    public void Help_tells_how_each_command_is_written()
    {
        var lines = CommandHelp.Lines([], SpecPalettes.All).ToList();

        Assert.Contains(lines, l => l.StartsWith("crawl limit HOST [--delay DELAY] ", StringComparison.Ordinal) && l.EndsWith("Slows down.", StringComparison.Ordinal));
        Assert.Equal(["crawl hosts [--top TOP] [--json]", "  Shows hosts.", "  -t, --top        How many. Default: 20.", "  -j, --json       For programs."], CommandHelp.Lines(["crawl", "hosts"], SpecPalettes.All));
    }
}
