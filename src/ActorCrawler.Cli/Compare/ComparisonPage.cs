using System.Globalization;
using System.Net;
using System.Text;
using ActorCrawler.Actors;

namespace ActorCrawler.Cli.Compare;

/// <summary>The comparison as an SVG bar chart, and as an HTML page around it that needs nothing else.</summary>
internal static class ComparisonPage
{
    private const int Width = 760;
    private const int BarHeight = 22;
    private const int RowHeight = 30;
    private const int TitleHeight = 44;
    private const int LabelWidth = 110;
    private const int ValueWidth = 190;

    public static string Svg(IReadOnlyList<(Workload Workload, IReadOnlyList<RowMeasurement> Rows)> all)
    {
        var height = all.Sum(a => TitleHeight + RowHeight * a.Rows.Count) + 10;
        var svg = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" ")
            .Append("font-family=\"system-ui, sans-serif\" font-size=\"14\">\n<title>Time by way of working</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        var y = 0;
        foreach (var (workload, rows) in all)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"10\" y=\"{y + 28}\" font-weight=\"bold\" fill=\"#222\">{WebUtility.HtmlEncode(workload.Title)}</text>\n");
            y += TitleHeight;
            var longest = rows.Max(r => r.Measured.ElapsedMs);
            foreach (var row in rows)
            {
                var width = Math.Max(2, (Width - LabelWidth - ValueWidth) * row.Measured.ElapsedMs / longest);
                var text = ComparisonText.Seconds(row.Measured.ElapsedMs) + (ComparisonText.SpeedUp(rows, row) is { } times ? $" ({times})" : "");
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth - 8}\" y=\"{y + 16}\" text-anchor=\"end\" fill=\"#222\">{row.Row}</text>")
                    .Append(CultureInfo.InvariantCulture, $"<rect x=\"{LabelWidth}\" y=\"{y}\" width=\"{width:0.#}\" height=\"{BarHeight}\" fill=\"#3465a4\"/>")
                    .Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth + width + 8:0.#}\" y=\"{y + 16}\" fill=\"#222\">{text}</text>\n");
                y += RowHeight;
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    public static string Html(IReadOnlyList<(Workload Workload, IReadOnlyList<RowMeasurement> Rows)> all, int cores)
    {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>One list of URLs, five ways of working</title>\n")
            .Append("<style>body{font-family:system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}table{border-collapse:collapse}")
            .Append("td,th{padding:.3em .8em;border-bottom:1px solid #ccc;text-align:right}td:first-child,th:first-child,td:last-child,th:last-child{text-align:left}</style>\n")
            .Append("<h1>One list of URLs, five ways of working</h1>\n").Append(Svg(all));
        foreach (var (workload, rows) in all)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{WebUtility.HtmlEncode(workload.Title)}</h2>\n<table>\n<tr><th><th>time<th>CPU<th>cores<th>memory<th>speed-up<th>pages<th>failures<th>limited by</tr>\n");
            foreach (var row in rows)
            {
                html.Append(CultureInfo.InvariantCulture, $"<tr><td>{row.Row}<td>{ComparisonText.Seconds(row.Measured.ElapsedMs)}<td>{ComparisonText.Seconds(row.Measured.CpuMs)}<td>{row.Cores:0.0}")
                    .Append(CultureInfo.InvariantCulture, $"<td>{Text.Size(row.Measured.PeakBytes)}<td>{ComparisonText.SpeedUp(rows, row)}<td>{row.Pages}<td>{row.Failures}<td>{row.Limit(cores)}</tr>\n");
            }

            html.Append(CultureInfo.InvariantCulture, $"</table>\n<p>{WebUtility.HtmlEncode(ComparisonText.Advice(rows, cores))}</p>\n");
        }

        return html.Append("</html>\n").ToString();
    }
}
