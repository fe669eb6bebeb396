namespace ActorCrawler.Storage.Tests;

public sealed class JobDirectoryTests : IDisposable
{
    private readonly TestJob _job = new();

    private string LockPath => Path.Combine(_job.FullPath, JobDirectory.LockFile);

    public void Dispose() => _job.Dispose();

    [Fact]
    public void Open_refuses_with_the_owners_pid_and_host_when_another_holds_the_lock()
    {
        using var first = JobDirectory.Open(_job.FullPath, JobOpenMode.OpenOrCreate, _job.Clock);

        var error = Assert.Throws<JobDirectoryException>(() => JobDirectory.Open(_job.FullPath, JobOpenMode.OpenOrCreate, _job.Clock));

        Assert.Equal(JobDirectoryError.Locked, error.Kind);
        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Open_takes_the_lock_over_when_its_owner_died()
    {
        File.WriteAllText(Path.Combine(_job.FullPath, JobDirectory.LockFile), "pid = 999\nhost = elsewhere\nstarted = 2026-11-22T09:00:00.0000000Z\n");

        using var directory = JobDirectory.Open(_job.FullPath, JobOpenMode.OpenOrCreate, _job.Clock);

        Assert.Equal(new JobOwner(999, "elsewhere", TestClock.Start.AddHours(-1)), directory.DeadOwner);
        Assert.Equal(Environment.ProcessId, JobDirectory.Owner(_job.FullPath)!.ProcessId);
    }

    [Fact]
    public void Open_takes_the_lock_over_when_its_owner_died_and_another_process_got_its_id()
    {
        WriteLock(JobOwner.Current(TestClock.Start) with { Instance = "an earlier boot/12345" });

        using var directory = JobDirectory.Open(_job.FullPath, JobOpenMode.OpenOrCreate, _job.Clock);

        Assert.Equal(Environment.ProcessId, directory.DeadOwner!.ProcessId);
    }

    [Fact]
    public void Lock_goes_by_who_is_named_when_the_file_system_has_no_locks()
    {
        if (OperatingSystem.IsWindows()) return;
        var me = JobOwner.Current(TestClock.Start);

        WriteLock(me);
        var living = Assert.Throws<JobDirectoryException>(Take);
        WriteLock(me with { Instance = "an earlier boot/12345" });
        Take().Dispose();
        WriteLock(me with { ProcessId = int.MaxValue });
        Take().Dispose();
        WriteLock(me with { Host = "elsewhere" });
        var unknown = Assert.Throws<JobDirectoryException>(Take);

        Assert.Equal((JobDirectoryError.Locked, JobDirectoryError.Locked), (living.Kind, unknown.Kind));
        Assert.Contains($"in use by process {Environment.ProcessId}", living.Message);
        Assert.Contains("on elsewhere", unknown.Message);
        Assert.Contains("delete that file", unknown.Message);

        JobLock Take() => JobLock.Take(LockPath, me, _ => Files.FileLock.Unsupported);
    }

    [Fact]
    public void Owner_reads_back_what_it_wrote()
    {
        var owner = JobOwner.Current(TestClock.Start);

        Assert.Equal(owner, JobOwner.Parse(owner.ToText()));
        Assert.True(owner.Lives);
        Assert.NotEmpty(owner.Instance);
    }

    [Fact]
    public void Open_knows_of_no_dead_owner_when_the_last_one_released_it()
    {
        JobDirectory.Open(_job.FullPath, JobOpenMode.OpenOrCreate, _job.Clock).Dispose();

        using var directory = JobDirectory.Open(_job.FullPath, JobOpenMode.OpenOrCreate, _job.Clock);

        Assert.Null(directory.DeadOwner);
    }

    [Fact]
    public void Open_refuses_when_the_directory_holds_something_else()
    {
        File.WriteAllText(Path.Combine(_job.FullPath, "holiday.jpg"), "x");

        var open = Assert.Throws<JobDirectoryException>(() => JobDirectory.Open(_job.FullPath, JobOpenMode.OpenOrCreate, _job.Clock));
        var fresh = Assert.Throws<JobDirectoryException>(() => JobDirectory.Open(_job.FullPath, JobOpenMode.Fresh, _job.Clock));

        Assert.Equal((JobDirectoryError.NotAJob, JobDirectoryError.NotAJob), (open.Kind, fresh.Kind));
        Assert.Contains("holiday.jpg", open.Message);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("job")]
    public void Open_refuses_when_a_job_is_expected_and_there_is_none(string name)
    {
        var error = Assert.Throws<JobDirectoryException>(
            () => JobDirectory.Open(Path.Combine(_job.Root, name), JobOpenMode.OpenExisting, _job.Clock));

        Assert.Equal(JobDirectoryError.NotFound, error.Kind);
    }

    [Fact]
    public void Fresh_moves_the_old_job_aside_when_there_is_one()
    {
        _job.Open().Dispose();

        using var directory = JobDirectory.Open(_job.FullPath, JobOpenMode.Fresh, _job.Clock);

        Assert.Equal(_job.FullPath + ".20261122-100000", directory.MovedTo);
        Assert.True(JobDirectory.IsJob(directory.MovedTo!));
        Assert.True(directory.IsNew);
    }

    [Fact]
    public void Fresh_refuses_when_another_process_works_on_the_old_job()
    {
        using var owner = JobDirectory.Open(_job.FullPath, JobOpenMode.OpenOrCreate, _job.Clock);
        _job.Open().Dispose();

        var error = Assert.Throws<JobDirectoryException>(() => JobDirectory.Open(_job.FullPath, JobOpenMode.Fresh, _job.Clock));

        Assert.Equal(JobDirectoryError.Locked, error.Kind);
    }

    [Fact]
    public void WriteFile_keeps_a_secret_from_others_when_told_to()
    {
        using var directory = JobDirectory.Open(_job.FullPath, JobOpenMode.OpenOrCreate, _job.Clock);

        directory.WriteFile("command.conf", "secret", secret: true);
        directory.WriteFile("command.conf", "secret 2", secret: true);

        Assert.Equal("secret 2", directory.ReadFile("command.conf"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory.PathOf("command.conf")));
    }

    [Fact]
    public void Store_refuses_and_names_the_difference_when_the_directory_is_of_another_crawl()
    {
        _job.Open().Dispose();
        _job.Options = _job.Options with { Identity = "start = http://example.test/\nscope = domain\n" };

        var error = Assert.Throws<JobDirectoryException>(_job.Open);

        Assert.Equal(JobDirectoryError.OtherCrawl, error.Kind);
        Assert.Contains("scope was 'host', now 'domain'", error.Message);
    }

    private void WriteLock(JobOwner owner) => File.WriteAllText(LockPath, owner.ToText());
}
