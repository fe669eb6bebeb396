using System.Text.Json;

namespace ActorCrawler.Benchmarks.Html;

/// <summary>A page with its known answers.</summary>
/// <param name="Expected">Its line of the manifest.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="ContentType">What the server says of it.</param>
internal sealed record WebPage(JsonElement Expected, byte[] Body, string ContentType);
