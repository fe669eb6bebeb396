using ActorCrawler.Cli.Tests.Support;

namespace ActorCrawler.Cli.Tests.EndToEnd;

public sealed class DemoTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Demo_finds_every_page_and_prints_where_the_records_are()
    {
        using var demo = ProgramRun.Start(_folder.Path, "demo", "--pages", "40");
        Assert.True(await demo.EndAsync() == 0, string.Join('\n', demo.Error));
        Assert.Equal([_folder["crawl-demo/pages.jsonl"]], demo.Out);
        Assert.Contains(demo.Error, line => line.StartsWith("all ", StringComparison.Ordinal) && line.EndsWith("were found", StringComparison.Ordinal));
        Rows.Check(_folder["crawl-demo"]);
    }

    [Fact]
    public async Task Demo_again_keeps_the_older_one_under_another_name()
    {
        for (var i = 0; i < 2; i++)
        {
            using var demo = ProgramRun.Start(_folder.Path, "demo", "--hosts", "1", "--pages", "5", "--plain", "--quiet");
            Assert.True(await demo.EndAsync() == 0, string.Join('\n', demo.Error));
            Assert.Empty(demo.Error);
        }

        Assert.Equal(2, Directory.GetDirectories(_folder.Path, "crawl-demo*").Length);
    }
}
