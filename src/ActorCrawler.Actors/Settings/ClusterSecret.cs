using System.Security.Cryptography;
using ActorCrawler.Storage;

namespace ActorCrawler.Actors.Settings;

/// <summary>What processes must know to take part in a crawl. Never a setting: settings are stored, shown and logged.</summary>
internal static class ClusterSecret
{
    /// <summary>The environment variable that may hold it.</summary>
    public const string Variable = SettingsLayers.VariablePrefix + "SECRET";

    private const int ShortestLength = 16;

    /// <summary>The secret that was given: in the file that the sources name, else in the environment; null for none, or where none is needed.</summary>
    public static string? Given(SettingsSources sources, SettingsReader reader, bool isNode)
    {
        if (!isNode) return null;
        var (text, from) = sources.SecretFile is { } file
            ? (SettingsFile.ReadText(file, sources.WorkingDirectory), file)
            : (sources.Environment.GetValueOrDefault(Variable), Variable);
        if (text is null) return null;
        var secret = text.Trim();
        if (secret.Length < ShortestLength) reader.Note($"{from}: the secret has {secret.Length} characters; it must have at least {ShortestLength}.");
        return secret;
    }

    /// <summary>The job's own secret: made when it is first needed, and kept, so that workers of before can join again.</summary>
    public static string Of(JobDirectory directory)
    {
        if (directory.ReadFile(JobDirectory.SecretFile)?.Trim() is { Length: >= ShortestLength } known) return known;
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        directory.WriteFile(JobDirectory.SecretFile, secret + "\n", secret: true);
        return secret;
    }
}
