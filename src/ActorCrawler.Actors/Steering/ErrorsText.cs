using System.Globalization;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage;
using Petabridge.Cmd;

namespace ActorCrawler.Actors.Steering;

/// <summary>The URLs that failed last.</summary>
internal static class ErrorsText
{
    public static CommandResponse Of(IReadOnlyList<FailureRecord> errors, bool json) => json
        ? JsonText.Object(writer => JsonText.Array(writer, "errors", errors, e =>
        {
            writer.WriteString("url", e.Url);
            writer.WriteString("reason", e.Reason.Name());
            if (e.Status > 0) writer.WriteNumber("status", e.Status);
            if (e.Detail is { } detail) writer.WriteString("detail", detail);
            if (e.FetchedAt is { } at) writer.WriteString("at", at.UtcDateTime);
        }))
        : new CommandResponse(errors.Count == 0 ? "no URL has failed in this run" : string.Join('\n', errors.Select(Line)));

    private static string Line(FailureRecord e) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(e.FetchedAt is { } at ? at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "        ")}  {e.Reason.Name()}{(e.Status > 0 ? $" {e.Status}" : "")}  {e.Url}{(e.Detail is { } detail ? $"  {Text.Printable(detail)}" : "")}");
}
