using ActorCrawler.Core.Urls;

namespace ActorCrawler.Actors.Settings;

/// <summary>The hosts that a user who names start URLs means to talk to.</summary>
internal static class StartHosts
{
    private const string Www = "www.";

    /// <summary>
    /// The origins of start URLs, with and without <c>www.</c>, and by https as well where they are http; never by http where they are https,
    /// because what is told there is told to everybody on the way.
    /// </summary>
    public static IReadOnlySet<string> Of(IEnumerable<StartUrl> startUrls)
    {
        var origins = new HashSet<string>(StringComparer.Ordinal);
        foreach (var root in startUrls.Select(start => start.Root).Distinct())
        {
            if (!HostKey.TryParse(root.Url, out var host)) continue;
            var rest = host.Origin[(host.Scheme.Length + "://".Length)..];
            foreach (var form in new[] { rest, rest.StartsWith(Www, StringComparison.Ordinal) ? rest[Www.Length..] : Www + rest })
            {
                origins.Add($"{host.Scheme}://{form}");
                if (!host.IsHttps) origins.Add($"https://{form}");
            }
        }

        return origins;
    }
}
