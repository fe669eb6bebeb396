using System.Text;
using ActorCrawler.Core.Urls;
using ActorCrawler.Storage.Known;
using ActorCrawler.Storage.Sqlite;

namespace ActorCrawler.Storage.Tests.Known;

/// <summary>
/// The index over known URLs against a dictionary, with so little memory that it freezes, merges, splits and pushes down all the time.
/// </summary>
public sealed class KnownUrlsTests : IDisposable
{
    private const int Batch = 600;

    private readonly string _directory = Directory.CreateTempSubdirectory("actorcrawler-known-").FullName;

    private readonly Fingerprinter _fingerprinter = new("0123456789abcdef"u8);

    private readonly Dictionary<string, (long Id, int Depth)> _model = [];

    private Database _database;

    private KnownUrls _known;

    public KnownUrlsTests()
    {
        (_database, _known) = (null!, null!);
        OpenDatabase();
        _database.Execute("BEGIN");
        Schema.Ensure(_database, "test");
        Tables.JobTable.Create(_database, "", null, TestClock.Start);
        _database.Execute("COMMIT");
    }

    private string IndexPath => Path.Combine(_directory, "known");

    public void Dispose()
    {
        _known?.Dispose();
        _database.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(1)]
    public void Find_answers_as_a_dictionary_does_when_tables_freeze_merge_and_split(long memory)
    {
        // The second memory size leaves none for signatures: every answer comes from the file.
        _known = Open(memory);

        for (var i = 0; i < 75; i++)
        {
            Add(Batch);
            CheckBatch();
        }

        CheckAll();
        Assert.True(_known.MergedId > 0);
    }

    [Fact]
    public void Find_answers_the_same_after_reopening_when_the_last_session_just_ended()
    {
        _known = Open(1);
        for (var round = 0; round < 4; round++)
        {
            for (var i = 0; i < 8; i++) Add(Batch);
            Reopen();
            CheckAll();
        }

        Assert.True(_known.MergedId > 0);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("deleted")]
    public void Open_makes_the_index_again_when_its_file_is(string damage)
    {
        _known = Open(1);
        for (var i = 0; i < 30; i++) Add(Batch);
        Close();
        var bytes = File.ReadAllBytes(IndexPath);
        switch (damage)
        {
            case "cut": File.WriteAllBytes(IndexPath, bytes[..(bytes.Length / 2)]); break;
            case "changed":
                bytes[1000] ^= 1;
                File.WriteAllBytes(IndexPath, bytes);
                break;
            default: File.Delete(IndexPath); break;
        }

        OpenDatabase();
        _known = Open(1);

        CheckAll();
    }

    [Fact]
    public void Open_uses_the_segments_of_the_last_commit_when_later_ones_were_not_committed()
    {
        _known = Open(1);
        for (var i = 0; i < 10; i++) Add(Batch);
        for (var i = 0; i < 20; i++)
        {
            // Merged in memory and in the file, but never told to the database: slots named there must not have been written over.
            Put(Batch);
            _known.Accept();
            _known.Advance();
        }

        var written = _model.Where(pair => pair.Value.Id <= 10 * Batch).ToDictionary();
        Reopen();
        _model.Clear();
        foreach (var (url, known) in written) _model.Add(url, known);

        CheckAll();
    }

    [Fact]
    public void Find_keeps_the_smaller_depth_when_a_url_was_entered_twice()
    {
        _known = Open(1);
        Add(Batch);
        for (var depth = 90; depth > 0; depth -= 10)
        {
            foreach (var (url, known) in _model.Where(pair => pair.Value.Depth > depth).Take(50).ToList())
            {
                _known.Put(Print(url), new KnownUrl(known.Id, depth));
                _model[url] = (known.Id, depth);
            }

            Add(Batch);
        }

        CheckAll();
    }

    [Fact]
    public void Rollback_forgets_what_was_entered_when_a_transaction_failed()
    {
        _known = Open(1);
        _known.Put(Print("http://a.test/"), new KnownUrl(1, 0));

        _known.Rollback();
        _known.Accept();

        Assert.False(_known.Find(Print("http://a.test/")).Exists);
    }

    private Fingerprint Print(string url) => _fingerprinter.Compute(Encoding.ASCII.GetBytes(url));

    private KnownUrls Open(long memory) => KnownUrls.Open(_database, IndexPath, memory, _fingerprinter);

    private void OpenDatabase() => _database = Database.Open(Path.Combine(_directory, "db"), readOnly: false, create: true);

    private void Close()
    {
        _known.Dispose();
        _database.Dispose();
    }

    private void Reopen()
    {
        Close();
        OpenDatabase();
        _known = Open(1);
    }

    private void Add(int count)
    {
        _database.Execute("BEGIN");
        var insert = _database.Prepare("INSERT INTO url VALUES(?1, 1, ?2, ?3)");
        foreach (var url in Put(count)) insert.Bind(1, _model[url].Id).Bind(2, _model[url].Depth).BindText(3, url).Run();
        _database.Release(insert);
        _known.Save(sync: false);
        _database.Execute("COMMIT");
        _known.Accept();
        _known.Advance();
    }

    private List<string> Put(int count)
    {
        var urls = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var id = _model.Count + 1;
            var url = $"http://example.test/{id}";
            _model.Add(url, (id, id % 7 == 0 ? 300 : id % 100));
            _known.Put(Print(url), new KnownUrl(id, _model[url].Depth));
            urls.Add(url);
        }

        return urls;
    }

    private void CheckBatch()
    {
        var chance = new Random(_model.Count);
        var list = new CandidateList();
        var urls = Enumerable.Range(0, 300).Select(_ => $"http://example.test/{chance.Next(1, 2 * _model.Count)}").ToArray();
        for (var i = 0; i < urls.Length; i++) list.Add(Print(urls[i]).High, Print(urls[i]).Low, 0, i);
        var sorted = list.Sort();
        Assert.Equal(urls.Distinct().Count(), sorted.Length);

        _known.Find(sorted);

        foreach (ref readonly var candidate in sorted)
            Assert.Equal(_model.TryGetValue(urls[candidate.Item], out var known) ? Math.Min(known.Depth, 255) : Candidate.Unknown, candidate.Known);
    }

    private void CheckAll()
    {
        foreach (var (url, (id, depth)) in _model) Assert.Equal(new KnownUrl(id, depth), _known.Find(Print(url)));
        for (var i = 0; i < 1000; i++) Assert.False(_known.Find(Print($"http://other.test/{i}")).Exists);
        CheckBatch();
    }
}
