using System.Reflection;

namespace ActorCrawler.Cli.Tests.Support;

/// <summary>Finds files of the repository from where tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static JsonSchema Schema(string name) => JsonSchema.Load(Path.Combine(Root, "docs", name));

    private static string Find()
    {
        for (var at = new DirectoryInfo(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "ActorCrawler.sln"))) return at.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
