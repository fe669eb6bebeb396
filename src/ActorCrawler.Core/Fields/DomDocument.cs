using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace ActorCrawler.Core.Fields;

/// <summary>A page as a tree, for selectors. It is only built when a selector is for the page: it costs a multiple of all else.</summary>
/// <remarks>
/// The tree construction of the HTML standard has places where the work for a token grows with the depth of the tree or the number of attributes,
/// and where one token makes many elements. So attributes and depth have limits, and every token looks at the clock.
/// </remarks>
internal sealed class DomDocument
{
    private const int MostAttributes = 256;

    // So many elements are created between two looks at the depth.
    private const int Stride = 32;

    private DomDocument(List<IElement> elements) => Elements = elements;

    /// <summary>All elements in document order; at least one.</summary>
    public IReadOnlyList<IElement> Elements { get; }

    /// <summary>Builds the tree.</summary>
    /// <param name="source">The decoded source.</param>
    /// <param name="page">Tells when the time is over.</param>
    /// <param name="maxNesting">Elements inside each other.</param>
    /// <param name="document">The tree; null when there is a problem.</param>
    public static FieldProblem TryBuild(string source, FieldPage page, int maxNesting, out DomDocument? document)
    {
        document = null;
        var sinceLook = 0;
        IElement? last = null;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            SkipComments = true,
            DisableElementPositionTracking = true,
            ShouldEmitAttribute = static (ref StructHtmlToken tag, ReadOnlyMemory<char> _) => tag.Attributes.Count < MostAttributes,
            OnToken = (_, _) =>
            {
                if (page.IsTimeOver)
                    throw new StopException(FieldProblem.TimeLimit);
            },
            OnCreated = (element, _) =>
            {
                // The one before stands in the tree by now.
                if (++sinceLook >= Stride && last is not null)
                {
                    sinceLook = 0;
                    if (DepthOf(last) > maxNesting)
                        throw new StopException(FieldProblem.TooNested);
                }
                last = element;
            },
        });
        try
        {
            return TryList(parser.ParseDocument(source), page, maxNesting, out document);
        }
        catch (StopException stop)
        {
            return stop.Problem;
        }
    }

    private static int DepthOf(INode node)
    {
        var depth = 0;
        for (var at = node.Parent; at is not null; at = at.Parent)
            depth++;
        return depth;
    }

    // By the lists of children: a node's next sibling is found by searching it among them.
    private static FieldProblem TryList(IDocument tree, FieldPage page, int maxNesting, out DomDocument? document)
    {
        document = null;
        var elements = new List<IElement>();
        var open = new Stack<(INode Node, int Depth)>();
        open.Push((tree, 0));
        while (open.TryPop(out var at))
        {
            if (at.Depth > maxNesting)
                return FieldProblem.TooNested;
            if (at.Node is IElement element)
                elements.Add(element);
            for (var i = at.Node.ChildNodes.Length - 1; i >= 0; i--)
            {
                if (at.Node.ChildNodes[i] is IElement child)
                    open.Push((child, at.Depth + 1));
            }
            if (elements.Count % Stride == 0 && page.IsTimeOver)
                return FieldProblem.TimeLimit;
        }
        document = new DomDocument(elements);
        return FieldProblem.None;
    }

    // The parser has no other way to be stopped. At most one is thrown for a page.
    private sealed class StopException(FieldProblem problem) : Exception
    {
        public FieldProblem Problem { get; } = problem;
    }
}
