using System.Text;

namespace ActorCrawler.Core.Html;

// Links of all sources.
internal sealed partial class HtmlExtractor
{
    private bool AddLink(LinkSources source, HtmlAttributeName attribute, LinkRelations? relations = null)
    {
        if ((_sources & source) == 0 || _templates > 0 || !TryAttribute(attribute, out var href))
            return false;
        if (_links.Count >= _limits.MaxLinks || href.Length > _limits.MaxHrefBytes)
        {
            DroppedLinks++;
            return false;
        }
        ReadOnlySpan<byte> rel = default;
        var words = relations ?? ((source & LinkSources.Hyperlinks) != 0 && TryAttribute(HtmlAttributes.Rel, out rel)
            ? ParseRelations(rel)
            : LinkRelations.None);
        _links.Add(new ExtractedLink(_arena.Append(href), source, words, default, KeepRelations(rel)));
        return true;
    }

    private TextRange KeepRelations(ReadOnlySpan<byte> rel) =>
        rel.IsEmpty || _limits.MaxAnchorTextBytes == 0 ? default : _arena.Append(Cut(rel.Trim(" \t\n\f\r"u8), _limits.MaxAnchorTextBytes));

    private void AddSrcset(HtmlAttributeName attribute)
    {
        if ((_sources & LinkSources.Srcset) == 0 || _templates > 0 || !TryAttribute(attribute, out var srcset))
            return;
        var candidates = new SrcsetReader(srcset);
        while (candidates.Read())
        {
            if (_links.Count >= _limits.MaxLinks || candidates.Url.Length > _limits.MaxHrefBytes)
                DroppedLinks++;
            else
                _links.Add(new ExtractedLink(_arena.Append(candidates.Url), LinkSources.Srcset, LinkRelations.None, default));
        }
    }

    private void TakeResource(HtmlTag tag)
    {
        switch (tag)
        {
            case HtmlTag.Img or HtmlTag.Source:
                AddLink(LinkSources.Media, HtmlAttributes.Src);
                AddSrcset(HtmlAttributes.Srcset);
                break;
            case HtmlTag.Video:
                AddLink(LinkSources.Media, HtmlAttributes.Src);
                AddLink(LinkSources.Media, HtmlAttributes.Poster);
                break;
            case HtmlTag.Audio or HtmlTag.Track or HtmlTag.Embed:
                AddLink(LinkSources.Media, HtmlAttributes.Src);
                break;
            case HtmlTag.Object:
                AddLink(LinkSources.Media, HtmlAttributes.Data);
                break;
            case HtmlTag.Body:
                AddLink(LinkSources.Media, HtmlAttributes.Background);
                break;
            case HtmlTag.Input when TryAttribute(HtmlAttributes.Type, out var type) && Ascii.EqualsIgnoreCase(type, "image"u8):
                AddLink(LinkSources.Media, HtmlAttributes.Src);
                break;
            case HtmlTag.Iframe or HtmlTag.Frame:
                AddLink(LinkSources.Frame, HtmlAttributes.Src);
                break;
            case HtmlTag.Form when !TryAttribute(HtmlAttributes.Method, out var method) || !Ascii.EqualsIgnoreCase(method, "post"u8):
                AddLink(LinkSources.Form, HtmlAttributes.Action);
                break;
            default:
                break;
        }
    }

    private static LinkRelations ParseRelations(ReadOnlySpan<byte> rel)
    {
        var relations = LinkRelations.None;
        while (true)
        {
            rel = rel.TrimStart(" \t\n\f\r"u8);
            if (rel.IsEmpty)
                return relations;
            var end = rel.IndexOfAny(HtmlBytes.Space);
            var word = end < 0 ? rel : rel[..end];
            relations |= ParseRelation(word);
            rel = rel[word.Length..];
        }
    }

    private static LinkRelations ParseRelation(ReadOnlySpan<byte> word) => word.Length switch
    {
        8 when Ascii.EqualsIgnoreCase(word, "nofollow"u8) => LinkRelations.NoFollow,
        9 when Ascii.EqualsIgnoreCase(word, "canonical"u8) => LinkRelations.Canonical,
        9 when Ascii.EqualsIgnoreCase(word, "alternate"u8) => LinkRelations.Alternate,
        9 when Ascii.EqualsIgnoreCase(word, "sponsored"u8) => LinkRelations.Sponsored,
        3 when Ascii.EqualsIgnoreCase(word, "ugc"u8) => LinkRelations.Ugc,
        _ => LinkRelations.None,
    };
}
