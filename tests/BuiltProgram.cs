using System.Reflection;

namespace ActorCrawler;

/// <summary>The program as the build leaves it for its users.</summary>
internal static class BuiltProgram
{
    /// <summary>Where it is.</summary>
    public static string Location { get; } =
        typeof(BuiltProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Program").Value + (OperatingSystem.IsWindows() ? ".exe" : "");
}
