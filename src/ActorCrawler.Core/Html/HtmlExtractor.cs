using System.Text;

namespace ActorCrawler.Core.Html;

/// <summary>
/// Takes a page's record out of its markup: title, meta elements, links and the rest, as the tree that the standard builds would have them,
/// without building it. One serves page after page; it allocates nothing once its buffers have grown.
/// </summary>
/// <remarks>
/// The context kept: SVG and MathML (<see cref="ForeignContent"/>), templates (whose content is no part of the document), and the elements whose
/// content is text. Scripting is off, so that the content of <c>noscript</c> is markup. Known differences from the tree, all rare: elements
/// that the tree drops because of where they stand (in <c>select</c>, in a frameset) are read.
/// </remarks>
internal sealed partial class HtmlExtractor : IDisposable
{
    private readonly ExtractionLimits _limits;
    private readonly LinkSources _sources;
    private readonly byte[] _robotsName;
    private readonly HtmlTagInterest[] _usual;
    private readonly HtmlTagInterest[] _withinText;
    private readonly HtmlTokenizer _tokenizer;
    private readonly TextFingerprint? _fingerprint;
    private readonly ForeignContent _foreign = new();
    private readonly ByteArena _arena = new();
    private readonly TextCollector _titleText = new();
    private readonly TextCollector _headingText = new();
    private readonly TextCollector _anchorText = new();
    private readonly TextCollector _collapse = new();
    private DateTimeOffset _now;
    private int _templates;
    private int _jsonLdStart;
    private int _jsonLdBytes;
    private int _jsonLdBytesBefore;
    private int _anchorIndex;
    private byte _headingLevel;
    private HtmlTag _textElement;

    /// <param name="limits">How much is kept.</param>
    /// <param name="sources">Where links are taken from.</param>
    /// <param name="robotsName">The crawler's product token: <c>meta name=</c> this holds directives for it alone.</param>
    /// <param name="fingerprints">Whether the text's fingerprint is worked out.</param>
    public HtmlExtractor(ExtractionLimits limits, LinkSources sources, string robotsName, bool fingerprints = false)
    {
        _fingerprint = fingerprints ? new TextFingerprint() : null;
        _limits = limits;
        _sources = sources;
        _robotsName = Encoding.UTF8.GetBytes(robotsName);
        _tokenizer = new HtmlTokenizer(Math.Max(1, limits.MaxAttributes), Math.Max(64 * 1024, 4 * (limits.MaxHrefBytes + limits.MaxMetaBytes)))
        {
            WantsComments = false,
            WantsText = false,
            Fingerprint = _fingerprint,
        };
        _usual = ExtractionInterest.Make(sources, limits.MaxAnchorTextBytes > 0, withinText: false);
        _withinText = ExtractionInterest.Make(sources, limits.MaxAnchorTextBytes > 0, withinText: true);
    }

    /// <summary>Steps that could grow faster than the input if something were wrong.</summary>
    public long Work => _tokenizer.Work + _foreign.Work;

    /// <summary>Reads a whole document.</summary>
    /// <param name="document">UTF-8.</param>
    /// <param name="now">The present, for directives with a date.</param>
    public void Read(ReadOnlyMemory<byte> document, DateTimeOffset now)
    {
        Start(now);
        Feed(document, isFinal: true);
    }

    /// <summary>Starts on a document that comes in chunks, and forgets the one before.</summary>
    public void Start(DateTimeOffset now)
    {
        _now = now;
        _tokenizer.Reset();
        _tokenizer.SetInterest(_usual);
        _tokenizer.WantsText = false;
        _fingerprint?.Clear();
        _foreign.Clear();
        _templates = 0;
        _jsonLdStart = -1;
        _jsonLdBytes = _jsonLdBytesBefore = 0;
        _headingLevel = 0;
        _textElement = HtmlTag.Unknown;
        _titleText.Finish();
        _headingText.Finish();
        _anchorText.Finish();
        ClearRecord();
    }

    /// <summary>Gives the next chunk; with the last one the record is complete.</summary>
    public void Feed(ReadOnlyMemory<byte> chunk, bool isFinal)
    {
        _tokenizer.Append(chunk, isFinal);
        while (true)
        {
            switch (_tokenizer.Read())
            {
                case HtmlTokenKind.StartTag:
                    TakeStartTag(_tokenizer.Tag);
                    break;
                case HtmlTokenKind.EndTag:
                    TakeEndTag(_tokenizer.Tag);
                    break;
                case HtmlTokenKind.Text:
                    TakeText(_tokenizer.Text);
                    break;
                case HtmlTokenKind.EndOfInput:
                    EndTitle();
                    EndHeading();
                    EndAnchor();
                    EndJsonLd(isClosed: false);
                    return;
                case HtmlTokenKind.NeedsInput:
                    return;
                default:
                    break;
            }
        }
    }

    public void Dispose()
    {
        _tokenizer.Dispose();
        _arena.Dispose();
    }

    private void TakeStartTag(HtmlTag tag)
    {
        if (_foreign.IsInside)
        {
            var isHtml = _foreign.TakeStartTag(_tokenizer);
            AfterForeignChange();
            if (!isHtml)
                return;
        }
        SeparateText(tag);
        switch (tag)
        {
            case HtmlTag.A:
                TakeAnchor();
                break;
            case HtmlTag.Area:
                AddLink(LinkSources.Area, HtmlAttributes.Href);
                break;
            case HtmlTag.Meta:
                TakeMeta();
                break;
            case HtmlTag.Link:
                TakeLinkElement();
                break;
            case HtmlTag.Base:
                TakeBase();
                break;
            case HtmlTag.Html:
                TakeHtml();
                break;
            case HtmlTag.Title:
                TakeTitle();
                break;
            case HtmlTag.Script:
                TakeScript();
                break;
            case HtmlTag.H1 or HtmlTag.H2 or HtmlTag.H3 or HtmlTag.H4 or HtmlTag.H5 or HtmlTag.H6:
                StartHeading(tag);
                break;
            case HtmlTag.Template:
                _templates++;
                break;
            case HtmlTag.Svg or HtmlTag.Math:
                _foreign.Enter(tag, _tokenizer.IsSelfClosing);
                AfterForeignChange();
                break;
            case HtmlTag.Textarea:
                EnterText(tag, HtmlContentState.Rcdata);
                break;
            case HtmlTag.Style or HtmlTag.Xmp or HtmlTag.Iframe or HtmlTag.Noembed or HtmlTag.Noframes:
                TakeResource(tag);
                EnterText(tag, HtmlContentState.RawText);
                break;
            case HtmlTag.Plaintext:
                EnterText(tag, HtmlContentState.PlainText);
                break;
            default:
                TakeResource(tag);
                break;
        }
        SetTextWanted();
    }

    private void TakeEndTag(HtmlTag tag)
    {
        if (_foreign.IsInside)
        {
            _foreign.TakeEndTag(_tokenizer);
            AfterForeignChange();
        }
        if (tag == _textElement)
            _textElement = HtmlTag.Unknown;
        switch (tag)
        {
            case HtmlTag.Title:
                EndTitle();
                break;
            case HtmlTag.Script:
                EndJsonLd(isClosed: true);
                break;
            case HtmlTag.A:
                EndAnchor();
                break;
            case HtmlTag.H1 or HtmlTag.H2 or HtmlTag.H3 or HtmlTag.H4 or HtmlTag.H5 or HtmlTag.H6:
                EndHeading();
                break;
            case HtmlTag.Template:
                _templates = Math.Max(0, _templates - 1);
                break;
            default:
                SeparateText(tag);
                break;
        }
        SetTextWanted();
    }

    private void TakeText(ReadOnlySpan<byte> text)
    {
        if (_titleText.IsActive)
        {
            _titleText.Append(text);
        }
        else if (_jsonLdStart >= 0)
        {
            TakeJsonLdText(text);
        }
        else if (_templates == 0 && _textElement == HtmlTag.Unknown && _foreign.IsHtmlText)
        {
            _fingerprint?.Add(text);
            if (_headingText.IsActive)
                _headingText.Append(text);
            if (_anchorText.IsActive)
                _anchorText.Append(text);
        }
    }

    // The content of these elements is text, and no part of the text around them.
    private void EnterText(HtmlTag tag, HtmlContentState content)
    {
        _tokenizer.SwitchTo(content);
        _textElement = tag;
    }

    private void SeparateText(HtmlTag tag)
    {
        if (!HtmlElements.Separates(tag))
            return;
        _headingText.Separate();
        _anchorText.Separate();
    }

    private void AfterForeignChange()
    {
        _tokenizer.AllowsCdata = _foreign.AllowsCdata;
        SetInterest();
    }

    // Inside SVG and MathML every tag counts, for the stack.
    private void SetInterest() =>
        _tokenizer.SetInterest(_foreign.IsInside ? null : _headingText.IsActive || _anchorText.IsActive ? _withinText : _usual);

    private void SetTextWanted() =>
        _tokenizer.WantsText = _titleText.IsActive || _jsonLdStart >= 0 || _headingText.IsActive || _anchorText.IsActive;
}
