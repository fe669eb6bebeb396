using ActorCrawler.Actors.Settings;

namespace ActorCrawler.Actors.Tests.Settings;

/// <summary>Sources of settings for tests, with a start URL where nothing else is said.</summary>
internal static class Sources
{
    public static SettingsSources Of(params (string Key, string Value)[] flags) => new()
    {
        Flags =
        [
            .. flags.Any(f => f.Key is "start-urls" or "seeds") ? [] : new[] { new SettingValue("URL", "start-urls", "http://example.test/") },
            .. flags.Select(f => new SettingValue("--" + f.Key[(f.Key.LastIndexOf('.') + 1)..], f.Key, f.Value)),
        ],
        WorkingDirectory = "/work-dir",
    };

    /// <summary>A job file with these lines, and a start URL by flag.</summary>
    public static SettingsSources File(TemporaryFolder folder, string text)
    {
        folder.Write("job.conf", text);
        return Of() with { JobFile = "job.conf", WorkingDirectory = folder.Path };
    }

    /// <summary>The errors that loading gives; a test fails when there are none.</summary>
    public static IReadOnlyList<string> Errors(SettingsSources sources) =>
        Assert.Throws<SettingsException>(() => CrawlSettings.Load(sources)).Errors;
}
