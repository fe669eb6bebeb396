namespace ActorCrawler.Core.Html;

/// <summary>Which tags <see cref="HtmlExtractor"/> wants to see, outside of SVG and MathML.</summary>
internal static class ExtractionInterest
{
    /// <summary>Makes the table for <see cref="HtmlTokenizer.SetInterest"/>.</summary>
    /// <param name="sources">Where links are taken from.</param>
    /// <param name="anchorText">Whether the texts of links are kept.</param>
    /// <param name="withinText">For the time when text is collected: then elements that separate words count too.</param>
    public static HtmlTagInterest[] Make(LinkSources sources, bool anchorText, bool withinText)
    {
        var table = new HtmlTagInterest[HtmlTags.Count];
        void Start(params ReadOnlySpan<HtmlTag> tags)
        {
            foreach (var tag in tags)
                table[(int)tag] |= HtmlTagInterest.Start;
        }

        // What has text for content must be seen whatever else is wanted: its content is not markup.
        Start(HtmlTag.Title, HtmlTag.Textarea, HtmlTag.Style, HtmlTag.Xmp, HtmlTag.Iframe, HtmlTag.Noembed, HtmlTag.Noframes, HtmlTag.Script);
        Start(HtmlTag.Plaintext, HtmlTag.Svg, HtmlTag.Math, HtmlTag.Template);
        Start(HtmlTag.Html, HtmlTag.Base, HtmlTag.Meta, HtmlTag.Link, HtmlTag.A, HtmlTag.Area);
        Start(HtmlTag.H1, HtmlTag.H2, HtmlTag.H3, HtmlTag.H4, HtmlTag.H5, HtmlTag.H6);
        if ((sources & (LinkSources.Media | LinkSources.Srcset)) != 0)
            Start(HtmlTag.Img, HtmlTag.Source, HtmlTag.Video, HtmlTag.Audio, HtmlTag.Track, HtmlTag.Embed, HtmlTag.Object, HtmlTag.Input, HtmlTag.Body);
        if ((sources & LinkSources.Frame) != 0)
            Start(HtmlTag.Frame);
        if ((sources & LinkSources.Form) != 0)
            Start(HtmlTag.Form);
        foreach (var tag in new[] { HtmlTag.Title, HtmlTag.Script, HtmlTag.Style, HtmlTag.Textarea, HtmlTag.Xmp, HtmlTag.Iframe })
            table[(int)tag] |= HtmlTagInterest.End;
        foreach (var tag in new[] { HtmlTag.Noembed, HtmlTag.Noframes, HtmlTag.Template })
            table[(int)tag] |= HtmlTagInterest.End;
        if (anchorText)
            table[(int)HtmlTag.A] |= HtmlTagInterest.End;
        if (!withinText)
            return table;
        for (var tag = 0; tag < table.Length; tag++)
        {
            if (HtmlElements.Separates((HtmlTag)tag))
                table[tag] |= HtmlTagInterest.Start | HtmlTagInterest.End;
        }
        return table;
    }
}
