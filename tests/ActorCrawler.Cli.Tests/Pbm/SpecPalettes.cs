using ActorCrawler.CommandPort;

namespace ActorCrawler.Cli.Tests.Pbm;

/// <summary>What a crawl would tell that it can be asked.</summary>
internal static class SpecPalettes
{
    public static IReadOnlyList<PaletteInfo> All { get; } =
    [
        new("cluster", [new("show", "Shows it.", [])]),
        new("crawl",
        [
            new("status", "Shows how it stands.", [Json]),
            new("host", "Shows a host.", [new("name", "Which.", true, ["-n", "--name"], null), Json]),
            new("hosts", "Shows hosts.", [new("top", "How many.", false, ["-t", "--top"], "20"), Json]),
            new("limit", "Slows down.", [new("host", "Which.", true, ["-n", "--host"], null), new("delay", "Wait.", false, ["-d", "--delay"], null)]),
        ]),
    ];

    private static ArgumentInfo Json => new("json", "For programs.", false, ["-j", "--json"], ArgumentInfo.Off);
}
