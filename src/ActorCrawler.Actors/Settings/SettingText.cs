namespace ActorCrawler.Actors.Settings;

/// <summary>Reads values of flags that are no settings by the same grammar as those that are.</summary>
public static class SettingText
{
    /// <summary>A duration with its unit, or a bare number of seconds.</summary>
    public static bool TryDuration(string text, out TimeSpan value) => ValueText.TryDuration(text, bareSeconds: true, out value);

    /// <summary>A number of bytes.</summary>
    public static bool TrySize(string text, out long value) => ValueText.TrySize(text, out value);
}
