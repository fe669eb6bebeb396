using System.Reflection;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>Makes <see cref="Config"/> from HOCON text.</summary>
public static class ConfigurationFactory
{
    /// <summary>A configuration without any key.</summary>
    public static Config Empty => ParseString("");

    /// <summary>Parses HOCON that includes nothing.</summary>
    /// <exception cref="FormatException">The text is no HOCON; the message names the line.</exception>
    public static Config ParseString(string hocon) => ParseString(hocon, null);

    /// <summary>Parses HOCON.</summary>
    /// <param name="hocon">The text.</param>
    /// <param name="includeCallback">Called with the name that an <c>include</c> gives; answers with <see cref="Parser.Parse"/> of what
    /// that name stands for, or null when there is no such thing (an error only for <c>include required(...)</c>).</param>
    /// <exception cref="FormatException">The text is no HOCON; the message names the line.</exception>
    public static Config ParseString(string hocon, Func<string, HoconRoot?>? includeCallback) => new(Parser.Parse(hocon, includeCallback));

    /// <summary>The runtime's own defaults: every <c>akka.*</c> key that it reads.</summary>
    public static Config Default() => FromResource("Akka.Configuration.akka.conf", typeof(ConfigurationFactory).Assembly);

    /// <summary>Parses the HOCON in a resource of the assembly that defines <typeparamref name="TAssembly"/>.</summary>
    public static Config FromResource<TAssembly>(string resourceName) => FromResource(resourceName, typeof(TAssembly).Assembly);

    /// <summary>Parses the HOCON in a resource of an assembly.</summary>
    /// <exception cref="ConfigurationException">There is no such resource.</exception>
    public static Config FromResource(string resourceName, Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(resourceName)
            ?? throw new ConfigurationException($"{assembly.GetName().Name} has no resource {resourceName}.");
        using var reader = new StreamReader(stream);
        return ParseString(reader.ReadToEnd());
    }
}
