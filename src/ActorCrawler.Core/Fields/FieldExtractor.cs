using System.Text;
using ActorCrawler.Core.Html;
using ActorCrawler.Core.Pages;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Fields;

/// <summary>Runs the user's rules over pages. The rules are compiled once. Used again for page after page; not thread-safe.</summary>
internal sealed class FieldExtractor
{
    private readonly List<(byte[] Name, List<CompiledField> Rules)> _fields = [];
    private readonly FieldPage _page;
    private readonly FieldValues _values;
    private readonly JsonText _problems = new();

    /// <param name="settings">The rules and limits.</param>
    /// <param name="clock">The time from any start, which must not go backwards; null: nobody looks at the clock.</param>
    /// <exception cref="ArgumentException">A rule is wrong: settings are checked before they come here.</exception>
    public FieldExtractor(FieldSettings settings, Func<TimeSpan>? clock)
    {
        _page = new FieldPage(settings, clock);
        _values = new FieldValues(settings);
        foreach (var rules in settings.Rules.GroupBy(rule => rule.Field))
            _fields.Add((Encoding.UTF8.GetBytes(rules.Key), [.. rules.Select(rule => FieldRules.Compile(rule, settings.TimeLimit))]));
    }

    /// <summary>The members of the object <c>extracted</c>; empty when there are none. Valid until the next page.</summary>
    public ReadOnlySpan<byte> Extracted => _values.Written;

    /// <summary>The members of the object <c>extract_problems</c>; empty when there are none. Valid until the next page.</summary>
    public ReadOnlySpan<byte> Problems => _problems.Written;

    /// <summary>Fields of this page that have a problem.</summary>
    public int ProblemCount { get; private set; }

    /// <summary>Documents built so far, over all pages.</summary>
    public long DocumentsBuilt => _page.DocumentsBuilt;

    /// <summary>Runs the rules that are for a page.</summary>
    /// <param name="url">Its canonical URL.</param>
    /// <param name="document">Its source in UTF-8.</param>
    /// <param name="html">The extractor that has read it.</param>
    public void Read(CrawlUrl url, ReadOnlyMemory<byte> document, HtmlExtractor html)
    {
        _values.Clear();
        _problems.Clear();
        ProblemCount = 0;
        if (_fields.Count == 0)
            return;
        var address = Encoding.Latin1.GetBytes(url.Href);
        _page.Start(document, html);
        foreach (var (name, rules) in _fields)
        {
            var problem = Read(address, name, rules);
            if (problem != FieldProblem.None)
                Report(name, problem);
        }
        _page.End();
    }

    /// <summary>The first rule that finds something counts; what kept an earlier one from finding anything is told all the same.</summary>
    private FieldProblem Read(byte[] url, byte[] name, List<CompiledField> rules)
    {
        var problem = FieldProblem.None;
        foreach (var rule in rules)
        {
            var applies = rule.Url is null ? true : rule.Url.IsMatch(url);
            if (applies == false)
                continue;
            _values.Begin(name, rule.IsList);
            var stopped = applies is null || _page.IsTimeOver ? FieldProblem.TimeLimit : Run(rule);
            _values.End();
            if (problem == FieldProblem.None)
                problem = stopped != FieldProblem.None ? stopped : _values.Problem;
            if (_values.HasAny)
                break;
        }
        return problem;
    }

    // Selectors are matched by a library: whatever it makes of an odd page costs the field and not the page.
    private FieldProblem Run(CompiledField rule)
    {
        try
        {
            return rule.Read(_page, _values);
        }
        catch (Exception)
        {
            return FieldProblem.Failed;
        }
    }

    private void Report(byte[] name, FieldProblem problem)
    {
        if (ProblemCount++ > 0)
            _problems.Raw(","u8);
        _problems.String(name);
        _problems.Raw(":"u8);
        _problems.String(problem.Name());
    }
}
