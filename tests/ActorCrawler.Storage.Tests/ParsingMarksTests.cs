namespace ActorCrawler.Storage.Tests;

public sealed class ParsingMarksTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("actorcrawler-marks-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public void What_is_marked_when_the_process_dies_is_found_and_what_ended_is_not()
    {
        using var directory = Open();
        var marks = ParsingMarks.Create(directory);
        marks.Begin(new VisitKey(1, 11, 2));
        var ended = marks.Begin(new VisitKey(1, 12, 2));
        marks.Begin(new VisitKey(long.MaxValue, 13, 0));
        marks.End(ended);

        // Not disposed: a process that dies does not.
        Assert.Equal([new VisitKey(1, 11, 2), new VisitKey(long.MaxValue, 13, 0)], ParsingMarks.Left(directory));
        marks.Dispose();
        Assert.Empty(ParsingMarks.Left(directory));
        Assert.False(File.Exists(directory.PathOf(JobDirectory.MarksFile)));
    }

    [Fact]
    public void Slots_are_used_again_and_too_many_marks_are_counted()
    {
        using var directory = Open();
        using var marks = ParsingMarks.Create(directory);
        for (var i = 0; i < 5_000; i++) marks.End(marks.Begin(new VisitKey(1, i, 0)));
        Assert.Equal(0, marks.Unmarked);

        var slots = Enumerable.Range(0, 2_000).Select(i => marks.Begin(new VisitKey(1, i, 0))).ToList();

        Assert.Equal(slots.Count(s => s < 0), marks.Unmarked);
        Assert.Equal(slots.Count(s => s >= 0), ParsingMarks.Left(directory).Count);
        slots.ForEach(marks.End);
        Assert.Empty(ParsingMarks.Left(directory));
    }

    [Fact]
    public void File_of_another_form_marks_nothing()
    {
        using var directory = Open();
        File.WriteAllText(directory.PathOf(JobDirectory.MarksFile), "something else");
        Assert.Empty(ParsingMarks.Left(directory));
    }

    private JobDirectory Open() => JobDirectory.Open(Path.Combine(_path, "job"), JobOpenMode.OpenOrCreate, TimeProvider.System);
}
