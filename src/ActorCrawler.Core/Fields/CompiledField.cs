using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Fields;

/// <summary>A rule that is ready to be used. Not thread-safe.</summary>
internal abstract class CompiledField
{
    /// <summary>Whether every value is taken.</summary>
    public bool IsList { get; set; }

    /// <summary>The pages that it is for; null for all.</summary>
    public UrlPattern? Url { get; set; }

    /// <summary>Takes what the page has, until no more is wanted.</summary>
    /// <returns>Why it is not all of it.</returns>
    public abstract FieldProblem Read(FieldPage page, FieldValues values);
}
