using ActorCrawler.Cli.Compare;

namespace ActorCrawler.Cli.Tests.Compare;

public sealed class ComparisonTextTests
{
    private static readonly Workload Work = new("a list", [new RowUrl("http://a.test/", -1)], 1);

    [Fact]
    public void Waiting_work_is_told_as_such_and_the_cheapest_of_the_fast_rows_is_chosen()
    {
        List<RowMeasurement> rows = [Row("sequential", 20_000, 400), Row("threads", 500, 300), Row("async", 520, 60), Row("processes", 900, 50)];
        Assert.StartsWith("Choose async: this work is mostly waiting", ComparisonText.Advice(rows, 2), StringComparison.Ordinal);
        Assert.Equal("38.5x", ComparisonText.SpeedUp(rows, rows[2]));
        Assert.Equal("waiting for answers", rows[2].Limit(2));
    }

    [Fact]
    public void Computing_work_wants_all_cores()
    {
        List<RowMeasurement> rows = [Row("sequential", 4_000, 3_900), Row("async", 2_100, 4_100), Row("processes", 2_050, 4_000)];
        Assert.Equal("Choose processes: this work is mostly computing, and computing wants parallelism: only what uses all 2 cores is faster.", ComparisonText.Advice(rows, 2));
        Assert.Equal("one core", rows[0].Limit(2));
        Assert.Equal("all 2 cores", rows[2].Limit(2));
    }

    [Theory]
    [InlineData(500, null, null, 2, "waiting and computing")]
    [InlineData(500, 20, 1_000, 2, "waiting and computing")]
    [InlineData(500, 450, 100, 2, "other programs on the cores")]
    [InlineData(100, 50, 0, 2, "waiting for answers")]
    // Many threads that wake at a time wait for each other, and leave the cores idle afterwards.
    [InlineData(100, 700, 1_500, 2, "waiting for answers")]
    [InlineData(100, 700, 0, 2, "other programs on the cores")]
    [InlineData(950, 20, 0, 2, "one core")]
    [InlineData(900, 5_000, 50, 2, "other programs on the cores")]
    [InlineData(1_900, 9_000, 0, 2, "all 2 cores")]
    [InlineData(400, 600, 0, 1, "other programs on the cores")]
    [InlineData(900, 600, 0, 1, "the core")]
    public void What_limits_a_row_is_told_by_what_its_threads_got_and_could_have_used(double cpu, int? ready, int? idle, int cores, string limit) =>
        Assert.Equal(limit, Row("async", 1_000, cpu, ready, idle).Limit(cores));

    [Fact]
    public void Cores_that_others_have_make_computing_no_waiting_and_are_told()
    {
        List<RowMeasurement> rows = [Row("sequential", 4_000, 1_500, 2_400, 100), Row("processes", 3_900, 3_000, 9_000, 0)];
        Assert.Equal(
            "Choose sequential: this work is mostly computing, and computing wants parallelism: only what uses all 2 cores is faster."
            + " Other programs had part of the cores meanwhile: on a machine at rest the times would be shorter.",
            ComparisonText.Advice(rows, 2));
    }

    [Fact]
    public void Bars_are_drawn_to_scale()
    {
        var lines = ComparisonText.Lines(Work, [Row("sequential", 4_000, 100), Row("async", 1_000, 100)], 2).ToList();
        Assert.Contains($"  sequential  {new string('#', 40)} 4.00 s", lines);
        Assert.Contains($"  async       {new string('#', 10)} 1.00 s", lines);
    }

    [Fact]
    public void Without_the_sequential_row_there_is_no_speed_up()
    {
        List<RowMeasurement> rows = [Row("async", 1_000, 100)];
        Assert.Null(ComparisonText.SpeedUp(rows, rows[0]));
        Assert.Contains("mostly waiting", ComparisonText.Advice(rows, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_and_chart_hold_every_row_and_escape_titles()
    {
        var all = new (Workload, IReadOnlyList<RowMeasurement>)[] { (Work with { Title = "<b>" }, [Row("sequential", 10, 5), Row("actors", 5, 5)]) };
        var html = ComparisonPage.Html(all, 2);
        Assert.Contains("<tr><td>actors<td>5 ms", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.NotNull(System.Xml.Linq.XDocument.Parse(ComparisonPage.Svg(all)).Root);
    }

    private static RowMeasurement Row(string name, double elapsed, double cpu, double? ready = null, double? idle = null) =>
        new(name, new RowResult(elapsed, cpu, 1_000_000) { ReadyMs = ready, IdleMs = idle }, 1, 3, 0);
}
