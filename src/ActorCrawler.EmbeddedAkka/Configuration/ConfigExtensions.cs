using System.Diagnostics.CodeAnalysis;

namespace Akka.Configuration;

/// <summary>Questions that can also be asked of no configuration at all.</summary>
public static class ConfigExtensions
{
    /// <summary>True when there is no configuration or it has no key.</summary>
    public static bool IsNullOrEmpty([NotNullWhen(false)] this Config? config) => config is null || config.IsEmpty;

    /// <summary><see cref="Config.WithFallback"/> for a configuration that may be missing.</summary>
    public static Config? SafeWithFallback(this Config? config, Config? fallback) =>
        config is null || ReferenceEquals(config, fallback) ? fallback : config.WithFallback(fallback);
}
