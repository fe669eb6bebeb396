using System.Text.Json.Serialization;

namespace ActorCrawler.Cli.Compare;

/// <summary>How rows and their processes talk: a line of JSON for each message, source-generated.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RowOrder))]
[JsonSerializable(typeof(RowUrl))]
[JsonSerializable(typeof(PageResult))]
[JsonSerializable(typeof(RowResult))]
internal sealed partial class CompareJson : JsonSerializerContext;
