using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Actors.Tests.Settings;

public sealed class StartUrlsTests
{
    [Theory]
    [InlineData("http://example.test/a", "http://example.test/a", false)]
    [InlineData("HTTPS://Example.test#top", "https://example.test/", false)]
    [InlineData("example.test", "https://example.test/", true)]
    [InlineData("example.test:8080/a?b", "https://example.test:8080/a?b", true)]
    [InlineData("localhost:8080", "https://localhost:8080/", true)]
    [InlineData("//example.test/a", "https://example.test/a", true)]
    [InlineData("127.0.0.1", "https://127.0.0.1/", true)]
    public void Start_url_is_read_as_people_type_it(string text, string url, bool guessed)
    {
        Assert.True(StartUrlList.TryParse(text, out var start, out _));
        Assert.Equal(new StartUrl(url, guessed), start);
    }

    [Theory]
    [InlineData("ftp://example.test/", "the scheme ftp cannot be crawled; only http and https can")]
    [InlineData("mailto:me@example.test", "the scheme mailto cannot be crawled; only http and https can")]
    [InlineData("http://", "it has no host name")]
    [InlineData("http://exa mple.test/", "its host holds a character that host names cannot hold, such as a space, %, <, > or |")]
    [InlineData("", "it has no host name")]
    [InlineData("http://me:secret@example.test/", "it holds a user name or password, which would end up in files; give them with --auth")]
    [InlineData("http://example.test:99999/", "its port is not a number from 0 to 65535")]
    public void Start_url_that_is_none_is_refused(string text, string error) => Assert.Equal(error, StartUrlList.Check(text));

    [Fact]
    public void Seeds_file_is_read_line_by_line()
    {
        using var folder = new TemporaryFolder();
        folder.Write("seeds.txt", "\uFEFF# comment\r\n\r\n  http://a.test/  \r\nb.test\nhttp://a.test\n");
        var settings = CrawlSettings.Load(Sources.Of(("seeds", "seeds.txt")) with { WorkingDirectory = folder.Path });
        Assert.Equal([new StartUrl("http://a.test/", false), new StartUrl("https://b.test/", true)], settings.StartUrls);
        Assert.Equal(Path.Combine(folder.Path, "crawl-a.test"), settings.Directory);
    }

    [Fact]
    public void Seeds_file_with_bad_lines_is_refused_with_their_numbers()
    {
        using var folder = new TemporaryFolder();
        folder.Write("seeds.txt", "http://a.test/\nftp://b.test/\n\nhttp://\n");
        Assert.Equal(
            ["seeds.txt:2: 'ftp://b.test/': the scheme ftp cannot be crawled; only http and https can.", "seeds.txt:4: 'http://': it has no host name."],
            Sources.Errors(Sources.Of(("seeds", "seeds.txt")) with { WorkingDirectory = folder.Path }));
    }

    [Fact]
    public void Seeds_file_that_is_missing_or_empty_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("empty.txt", "# nothing\n");
        var here = Sources.Of() with { WorkingDirectory = folder.Path };
        Assert.Equal(
            ["none.txt: the file of start URLs cannot be read: there is no such file."],
            Sources.Errors(here with { Flags = [new SettingValue("--seeds", "seeds", "none.txt")] }));
        Assert.Equal(
            [".: the file of start URLs cannot be read: it is a directory."],
            Sources.Errors(here with { Flags = [new SettingValue("--seeds", "seeds", ".")] }));
        Assert.Equal(
            ["empty.txt: the file holds no start URL."],
            Sources.Errors(here with { Flags = [new SettingValue("--seeds", "seeds", "empty.txt")] }));
    }

    [Fact]
    public void Crawl_without_start_url_is_refused() =>
        Assert.Equal(["There is no start URL: give one, or a file of them with --seeds."], Sources.Errors(new SettingsSources()));

    [Theory]
    [InlineData("http://Example.test/", "crawl-example.test")]
    [InlineData("http://example.test:8080/", "crawl-example.test-8080")]
    [InlineData("http://[::1]:80/", "crawl-1")]
    [InlineData("example.test/deep/path", "crawl-example.test")]
    public void Job_directory_is_named_after_the_first_host(string url, string name) =>
        Assert.Equal("/work-dir/" + name, CrawlSettings.Load(Sources.Of(("start-urls", url), ("start-urls", "http://other.test/"))).Directory);

    [Fact]
    public void Job_directory_is_relative_to_where_it_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("jobs/job.conf", "actorcrawler.out = here");
        Assert.Equal(
            Path.Combine(folder.Path, "jobs/here"),
            CrawlSettings.Load(Sources.Of() with { JobFile = Path.Combine(folder.Path, "jobs/job.conf") }).Directory);
        Assert.Equal("/work-dir/there", CrawlSettings.Load(Sources.Of(("out", "there"))).Directory);
    }

    [Theory]
    [InlineData("http://a/", "http://a/")]
    [InlineData("https://a.test:8080/b/c?d=/e", "https://a.test:8080/")]
    [InlineData("http://[::1]/b", "http://[::1]/")]
    [InlineData("http://a.test", "http://a.test")]
    public void Root_of_a_start_url_is_its_host(string url, string root) =>
        Assert.Equal(new StartUrl(root, true), new StartUrl(url, true).Root);
}
