namespace ActorCrawler.Core.Fields;

/// <summary>Why a field is not all that its rules would have found.</summary>
internal enum FieldProblem
{
    /// <summary>It is.</summary>
    None,

    /// <summary>The time ran out.</summary>
    TimeLimit,

    /// <summary>The page is too long.</summary>
    DocumentTooLarge,

    /// <summary>The page's elements are nested too deep.</summary>
    TooNested,

    /// <summary>There were more values than are kept.</summary>
    TooManyValues,

    /// <summary>A value was larger than allowed: a text was cut, anything else left out.</summary>
    ValueTooLarge,

    /// <summary>The values of the page are more than a row may hold.</summary>
    PageTooLarge,

    /// <summary>The rule could not be run on this page, for no reason that is known.</summary>
    Failed,
}
