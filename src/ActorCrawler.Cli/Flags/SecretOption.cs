using System.CommandLine;

namespace ActorCrawler.Cli.Flags;

/// <summary>The flag that names the file with the secret of a crawl's nodes.</summary>
internal static class SecretOption
{
    public static Option<string> Make() => new("--secret-file")
    {
        HelpName = "FILE",
        Description = "The file with the secret that workers need. Default: the variable ACTORCRAWLER_SECRET, else the job's own crawl.secret.",
    };
}
