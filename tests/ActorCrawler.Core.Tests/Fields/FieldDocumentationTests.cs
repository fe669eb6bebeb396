using System.Text;
using System.Text.Json;
using ActorCrawler.Core.Fields;

namespace ActorCrawler.Core.Tests.Fields;

public sealed class FieldDocumentationTests
{
    [Fact]
    public void Schema_of_pages_names_every_problem()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "docs", "pages.schema.json")));
        var named = schema.RootElement.GetProperty("properties").GetProperty("extract_problems").GetProperty("additionalProperties").GetProperty("enum");
        Assert.Equal(
            Enum.GetValues<FieldProblem>().Where(p => p != FieldProblem.None).Select(p => Encoding.ASCII.GetString(p.Name())),
            named.EnumerateArray().Select(e => e.GetString()));
    }

    private static string Root()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "ActorCrawler.sln")))
            at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return at;
    }
}
