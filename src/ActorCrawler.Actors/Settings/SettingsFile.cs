using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorCrawler.Actors.Settings;

/// <summary>Makes layers from HOCON texts: files, and the resources of this assembly.</summary>
internal static class SettingsFile
{
    /// <summary>A resource of this assembly, such as <c>reference.conf</c>.</summary>
    public static SettingsLayer Resource(string name) => Parse(name, ResourceText(name), Environment.CurrentDirectory);

    /// <summary>The text of a resource.</summary>
    public static string ResourceText(string name)
    {
        using var stream = typeof(SettingsFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A file, and what it includes; includes are relative to the file that names them.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="workingDirectory">What <paramref name="path"/> is relative to.</param>
    /// <exception cref="SettingsException">It cannot be read, or is no HOCON.</exception>
    public static SettingsLayer Load(string path, string workingDirectory)
    {
        var full = Path.GetFullPath(path, workingDirectory);
        return Parse(path, Read(full, path), Path.GetDirectoryName(full) ?? workingDirectory);
    }

    /// <summary>The text of a file that is no HOCON.</summary>
    /// <exception cref="SettingsException">It cannot be read.</exception>
    public static string ReadText(string path, string workingDirectory) => Read(Path.GetFullPath(path, workingDirectory), path);

    private static SettingsLayer Parse(string name, string text, string folder)
    {
        Config config;
        try
        {
            config = ConfigurationFactory.ParseString(HoconScanner.WithoutIdleCommas(text), IncludeFrom(folder));
        }
        catch (Exception e) when (e is not SettingsException)
        {
            // Both runtimes throw several types of their own here; whichever it is, the text is no HOCON.
            throw new SettingsException($"{name}: {e.Message}");
        }

        var places = new Dictionary<string, string>();
        Collect(name, text, folder, "", places);
        return new SettingsLayer(name, config, places) { Folder = folder };
    }

    private static Func<string, HoconRoot> IncludeFrom(string folder) => name =>
    {
        var full = Path.GetFullPath(name, folder);
        return Parser.Parse(HoconScanner.WithoutIdleCommas(Read(full, name)), IncludeFrom(Path.GetDirectoryName(full) ?? folder));
    };

    private static void Collect(string name, string text, string folder, string prefix, Dictionary<string, string> places) =>
        HoconScanner.Scan(
            text,
            prefix,
            (path, line) =>
            {
                // The last one counts, and stands last.
                places.Remove(path);
                places.Add(path, $"{name}:{line}");
            },
            (at, include) =>
            {
                var full = Path.GetFullPath(include, folder);
                var shown = Path.Combine(Path.GetDirectoryName(name) ?? "", include);
                Collect(shown, Read(full, include), Path.GetDirectoryName(full) ?? folder, at, places);
            });

    private static string Read(string full, string shown)
    {
        try
        {
            return File.ReadAllText(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{shown}: {WhyUnreadable(e, full) ?? "it cannot be read"}.");
        }
    }

    /// <summary>Why a file could not be read, where it is plain.</summary>
    internal static string? WhyUnreadable(Exception e, string full) =>
        e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
        : Directory.Exists(full) ? "it is a directory"
        : null;
}
