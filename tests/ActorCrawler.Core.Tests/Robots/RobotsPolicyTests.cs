using System.Text;
using ActorCrawler.Core.Robots;

namespace ActorCrawler.Core.Tests.Robots;

public sealed class RobotsPolicyTests
{
    private static readonly byte[] File = Encoding.UTF8.GetBytes("User-agent: *\nDisallow: /x\n");

    private readonly RobotsPolicy _policy = new("TestBot", 500 * 1024, TimeSpan.FromHours(24), TimeSpan.FromMinutes(5));

    [Theory]
    [InlineData(null, 1440)]
    [InlineData(0, 5)]
    [InlineData(60, 60)]
    [InlineData(100_000, 1440)]
    public void Answer_is_used_no_longer_than_a_day_and_no_shorter_than_the_floor(int? minutes, int expected)
    {
        var fresh = minutes is { } time ? TimeSpan.FromMinutes(time) : (TimeSpan?)null;

        var parsed = Assert.IsType<RobotsOutcome.Parsed>(_policy.Judge(new RobotsFetch.Answered(200, File, fresh, null)));
        var gone = Assert.IsType<RobotsOutcome.Unavailable>(_policy.Judge(new RobotsFetch.Answered(410, File, fresh, null)));

        Assert.Equal(TimeSpan.FromMinutes(expected), parsed.FreshFor);
        Assert.Equal(TimeSpan.FromMinutes(expected), gone.FreshFor);
        Assert.False(parsed.Rules.Judge("/x").Allowed);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(599)]
    [InlineData(999)]
    public void Server_that_cannot_answer_closes_its_host(int status)
    {
        var outcome = _policy.Judge(new RobotsFetch.Answered(status, File, null, TimeSpan.FromSeconds(7)));

        Assert.Equal(new RobotsOutcome.Unreachable(TimeSpan.FromSeconds(7)), outcome);
    }

    [Fact]
    public void Unchanged_file_is_used_on() =>
        Assert.Equal(new RobotsOutcome.Unchanged(TimeSpan.FromHours(24)), _policy.Judge(new RobotsFetch.Answered(304, default, null, null)));

    [Fact]
    public void Codes_differ_for_stores()
    {
        RobotsOutcome[] outcomes =
        [
            new RobotsOutcome.Parsed(RobotsRules.Empty, default), new RobotsOutcome.Unavailable(default), new RobotsOutcome.Unreachable(null),
            new RobotsOutcome.Unchanged(default),
        ];

        Assert.Equal([1, 2, 3, 4], outcomes.Select(outcome => (int)outcome.Code));
    }
}
