namespace ActorCrawler.Actors.Settings;

/// <summary>The configuration cannot be used. Each error is one line: where, what is wrong, and what would be right.</summary>
public sealed class SettingsException : Exception
{
    /// <summary>With one error.</summary>
    public SettingsException(string error)
        : this([error])
    {
    }

    /// <summary>With several errors.</summary>
    public SettingsException(IReadOnlyList<string> errors)
        : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>The errors, one line each.</summary>
    public IReadOnlyList<string> Errors { get; }
}
