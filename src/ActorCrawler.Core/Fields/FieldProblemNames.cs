namespace ActorCrawler.Core.Fields;

/// <summary>The names of problems in <c>extract_problems</c>; the schema of pages.jsonl has them too.</summary>
internal static class FieldProblemNames
{
    public static ReadOnlySpan<byte> Name(this FieldProblem problem) => problem switch
    {
        FieldProblem.TimeLimit => "time-limit"u8,
        FieldProblem.DocumentTooLarge => "document-too-large"u8,
        FieldProblem.TooNested => "too-nested"u8,
        FieldProblem.TooManyValues => "too-many-values"u8,
        FieldProblem.ValueTooLarge => "value-too-large"u8,
        FieldProblem.PageTooLarge => "page-too-large"u8,
        FieldProblem.Failed => "failed"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "No such problem."),
    };
}
