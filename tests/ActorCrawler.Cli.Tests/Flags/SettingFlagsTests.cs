using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Flags;

namespace ActorCrawler.Cli.Tests.Flags;

public sealed class SettingFlagsTests
{
    [Fact]
    public void Every_flag_sets_a_setting_that_there_is()
    {
        var keys = SettingKeys.All.ToHashSet();
        Assert.All(SettingFlags.All, flag => Assert.Contains(flag.Key, keys));
        Assert.All(SettingFlags.All, flag => Assert.True(flag.AlsoKey is null || keys.Contains(flag.AlsoKey)));
        Assert.Equal(SettingFlags.All.Count, SettingFlags.All.Select(f => f.Name).Distinct().Count());
    }

    [Fact]
    public void Defaults_that_help_names_are_those_of_the_reference()
    {
        var defaults = CrawlSettings.Load(new SettingsSources { Flags = [new SettingValue("test", "start-urls", "http://a.test/")] })
            .Effective.ToDictionary(e => e.Key, e => e.Values);
        Assert.All(SettingFlags.All.Where(f => f.Description.Contains("Default: ", StringComparison.Ordinal)), flag =>
        {
            var told = flag.Description.Split("Default: ")[1].Split(". ")[0].TrimEnd('.');
            var value = defaults[flag.Key][0];
            var known = value switch { "auto" => told, "off" => "no limit", "1 m" => "60 s", _ => value };
            Assert.Equal(known, told);
        });
    }

    [Fact]
    public void Flags_that_fix_the_identity_of_a_job_may_not_change()
    {
        string[] identity = ["start-urls", "seeds"];
        Assert.All(SettingFlags.All, flag =>
        {
            var isIdentity = identity.Contains(flag.Key) || flag.Key.StartsWith("scope.", StringComparison.Ordinal) || flag.Key.StartsWith("urls.", StringComparison.Ordinal);
            Assert.True(isIdentity ? !flag.MayChange : flag.MayChange || flag.Key == "out", flag.Name);
        });
    }
}
