using System.Text;
using ActorCrawler.Storage;

namespace ActorCrawler.Actors.Settings;

/// <summary>
/// <c>settings.conf</c> in a job directory: every setting in force, without secrets, as a job file that <c>resume</c> reads back.
/// Start URLs that are too many for it stand beside it in <c>start-urls.txt</c>.
/// </summary>
public static class JobSettingsFile
{
    private const string StartUrlsName = "start-urls.txt";
    private const int MaxInlineStartUrls = 100;

    /// <summary>Writes the files anew. Each is complete or not there at any moment, also when the process dies.</summary>
    /// <param name="settings">What to write.</param>
    /// <param name="directory">Their job directory.</param>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public static void Write(CrawlSettings settings, JobDirectory directory)
    {
        IReadOnlyList<string> startUrls = [.. settings.StartUrls.Select(u => u.SchemeGuessed ? u.Url["https://".Length..] : u.Url)];
        var beside = startUrls.Count > MaxInlineStartUrls;
        if (beside) directory.WriteFile(StartUrlsName, string.Join('\n', [.. startUrls, ""]));
        var effective = settings.Effective
            .Where(e => e.Key is not "out")
            .Select(e => e.Key switch
            {
                "start-urls" => e with { Values = beside ? [] : startUrls },
                "seeds" => e with { Values = [beside ? StartUrlsName : ValueText.Off] },
                _ => e,
            });
        directory.WriteFile(JobDirectory.SettingsFile, Render(effective));
    }

    /// <summary>The path of the file in a job directory, checked to be there.</summary>
    /// <param name="directory">The job directory, as given.</param>
    /// <param name="workingDirectory">What it is relative to.</param>
    /// <exception cref="SettingsException">There is no such directory, or it holds no job.</exception>
    public static string Find(string directory, string workingDirectory)
    {
        var full = Path.GetFullPath(directory, workingDirectory);
        if (File.Exists(Path.Combine(full, JobDirectory.SettingsFile))) return Path.Combine(directory, JobDirectory.SettingsFile);
        if (File.Exists(full)) throw new SettingsException($"{directory}: this is a file. Give the directory of a crawl.");
        throw new SettingsException(
            !Directory.Exists(full)
                ? $"{directory}: there is no such directory. Give the directory of a crawl, or begin one with 'actorcrawler crawl URL --out {directory}'."
                : $"{directory}: this is no job directory, it has no {JobDirectory.SettingsFile}. Give the directory that 'actorcrawler crawl' wrote.");
    }

    /// <summary>reference.conf: every setting with its unit, meaning and default.</summary>
    public static string Reference => SettingsFile.ResourceText("reference.conf");

    /// <summary>Settings as a job file in which a comment tells of each where it comes from.</summary>
    public static string Explain(IEnumerable<EffectiveSetting> settings) =>
        Render("# The settings in force, and where each comes from. Secrets are left out.\n", settings, withOrigins: true);

    /// <summary>Settings as HOCON, nested by section, in the order given.</summary>
    internal static string Render(IEnumerable<EffectiveSetting> settings) =>
        Render("# The settings of this crawl. Written anew by every run; resume reads it. Secrets are left out.\n", settings, withOrigins: false);

    private static string Render(string title, IEnumerable<EffectiveSetting> settings, bool withOrigins)
    {
        var text = new StringBuilder(title)
            .Append("# What each key means stands in reference.conf.\n")
            .Append(SettingsLayers.Root).Append(" {\n");
        foreach (var section in settings.GroupBy(s => s.Key.Contains('.', StringComparison.Ordinal) ? s.Key[..s.Key.LastIndexOf('.')] : ""))
        {
            var indent = section.Key.Length == 0 ? "  " : "    ";
            if (section.Key.Length > 0) text.Append("  ").Append(section.Key).Append(" {\n");
            foreach (var setting in section)
            {
                var name = setting.Key[(setting.Key.LastIndexOf('.') + 1)..];
                var value = setting.IsList ? HoconText.List(setting.Values, indent) : HoconText.Value(setting.Values[0]);
                text.Append(indent).Append(name).Append(" = ").Append(value);
                if (withOrigins) text.Append("  # ").Append(setting.Origin);
                text.Append('\n');
            }

            if (section.Key.Length > 0) text.Append("  }\n");
        }

        return text.Append("}\n").ToString();
    }
}
