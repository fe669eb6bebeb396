using System.Text;
using ActorCrawler.Core.Html;

namespace ActorCrawler.Core.Fields;

/// <summary>A page as rules see it: what they need of it is made when the first of them asks, and kept for the others. Used again for page after page.</summary>
internal sealed class FieldPage(FieldSettings settings, Func<TimeSpan>? clock)
{
    private ReadOnlyMemory<byte> _document;
    private string? _source;
    private DomDocument? _dom;
    private FieldProblem _domProblem;
    private TimeSpan _end;

    /// <summary>What the extractor took of it.</summary>
    public HtmlExtractor Html { get; private set; } = null!;

    /// <summary>Documents built so far, over all pages.</summary>
    public long DocumentsBuilt { get; private set; }

    /// <summary>Whether the time for this page has run out.</summary>
    public bool IsTimeOver => clock is not null && clock() > _end;

    /// <summary>The decoded source; null when it is too long.</summary>
    public string? Source => _document.Length > settings.MaxDocumentBytes ? null : _source ??= Encoding.UTF8.GetString(_document.Span);

    /// <summary>Turns to a page.</summary>
    /// <param name="document">UTF-8; read until <see cref="End"/>.</param>
    /// <param name="html">The extractor that has read it.</param>
    public void Start(ReadOnlyMemory<byte> document, HtmlExtractor html)
    {
        _document = document;
        Html = html;
        _end = clock is null ? default : clock() + settings.TimeLimit;
    }

    /// <summary>The document as a tree.</summary>
    public FieldProblem TryGetDom(out DomDocument? dom)
    {
        if (_dom is null && _domProblem == FieldProblem.None)
        {
            DocumentsBuilt++;
            _domProblem = Source is { } source ? DomDocument.TryBuild(source, this, settings.MaxNesting, out _dom) : FieldProblem.DocumentTooLarge;
        }
        dom = _dom;
        return _domProblem;
    }

    /// <summary>Forgets the page.</summary>
    public void End()
    {
        _document = default;
        _source = null;
        _dom = null;
        _domProblem = FieldProblem.None;
    }
}
