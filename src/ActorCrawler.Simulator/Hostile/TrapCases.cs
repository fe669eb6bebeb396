using System.Globalization;

namespace ActorCrawler.Simulator.Hostile;

/// <summary>Pages whose links never end.</summary>
internal static class TrapCases
{
    public static IEnumerable<HostileCase> All =>
    [
        new("/calendar", "has a next month, for ever", (connection, request) => connection.PageAsync(Month(request))),
        new("/deep", "has a deeper folder, for ever", (connection, request) =>
            connection.PageAsync(HostilePages.Page(request, "Deep", $"{request.Path}/down", $"{request.Path}/{Turn(request.Path)}"))),
        new("/session", "gives every link another session", (connection, request) =>
            connection.PageAsync(HostilePages.Page(request, "Session", Session(request, 1), Session(request, 2)))),
        new("/return", "carries where it came from, for ever", (connection, request) =>
            connection.PageAsync(HostilePages.Page(request, "Return", $"/return?to={Uri.EscapeDataString($"{request.Path}?{request.Query}")}"))),
        new("/filter", "has one more filter, for ever", (connection, request) => connection.PageAsync(HostilePages.Page(
            request, "Filter", [.. Enumerable.Range(0, 5).Select(i => string.Create(CultureInfo.InvariantCulture, $"/filter?{request.Query}&f{request.Query.Length % 7}={i}"))]))),
        new("/copy", "is the same page under every number", (connection, request) => connection.PageAsync(HostilePages.Page(
            request with { Path = "/copy" }, "Copy", Next(request, "/copy", 1), Next(request, "/copy", 2)))),
        new("/page", "is a decent page; there is always another", (connection, request) => connection.PageAsync(HostilePages.Decent(request))),
    ];

    private static string Month(HostileRequest request)
    {
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var month = parts is [_, var y, var m] && int.TryParse(y, out var year) && int.TryParse(m, out var number) ? (year * 12) + number - 1 : 2026 * 12;
        return HostilePages.Page(request, "Calendar", Link(month - 1), Link(month + 1), Link(month + 120));

        static string Link(int month) => string.Create(CultureInfo.InvariantCulture, $"/calendar/{month / 12:D4}/{(month % 12) + 1:D2}");
    }

    private static string Turn(string path) => path.Count(c => c == '/') % 2 == 0 ? "left" : "right";

    private static string Session(HostileRequest request, int part)
    {
        var hash = HostilePages.Hash(request.Path + request.Query, part);
        return part == 1
            ? string.Create(CultureInfo.InvariantCulture, $"/session/shop/{part};jsessionid={hash:X16}{~hash:X16}")
            : string.Create(CultureInfo.InvariantCulture, $"/session/shop/{part}?PHPSESSID={hash:x16}{~hash:x16}");
    }

    private static string Next(HostileRequest request, string path, int step) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}/{(LyingCases.Number(request.Path) * 2) + step}");
}
