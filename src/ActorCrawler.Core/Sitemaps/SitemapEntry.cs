using System.Globalization;
using System.Text;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Sitemaps;

/// <summary>What was read of one entry so far.</summary>
internal sealed class SitemapEntry(int maxUrlBytes)
{
    private readonly XmlText _url = new(maxUrlBytes);
    private readonly XmlText _guid = new(maxUrlBytes);
    private readonly XmlText _text = new(maxUrlBytes);
    private DateTimeOffset? _modified;
    private DateTimeOffset? _published;
    private double? _priority;
    private ChangeFrequency _frequency;

    public int Images { get; set; }

    public int Videos { get; set; }

    public int News { get; set; }

    /// <summary>Whether there is a URL to hand out.</summary>
    public bool HasUrl => !_url.IsBlank || !_guid.IsBlank;

    /// <summary>The URL's text; empty when it was unusable.</summary>
    public ReadOnlySpan<byte> Url => _url.IsUnusable ? default : !_url.IsBlank ? _url.Bytes : _guid.IsUnusable ? default : _guid.Bytes;

    public XmlText UrlText => _url;

    /// <summary>Where the text of a field goes.</summary>
    public XmlText TextOf(SitemapField field) => field switch
    {
        SitemapField.Url => _url,
        SitemapField.Guid => _guid,
        _ => _text,
    };

    public void Begin(SitemapField field) => TextOf(field).Clear();

    public void End(SitemapField field)
    {
        if (field is SitemapField.None or SitemapField.Url or SitemapField.Guid)
            return;
        var text = Encoding.UTF8.GetString(_text.Bytes).Trim();
        switch (field)
        {
            case SitemapField.Modified:
                _modified = Date(text) ?? _modified;
                break;
            case SitemapField.Published:
                _published = Date(text) ?? _published;
                break;
            case SitemapField.Priority:
                var isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var priority);
                _priority = isNumber && priority is >= 0 and <= 1 ? priority : null;
                break;
            default:
                _frequency = text.Length > 0 && char.IsAsciiLetter(text[0]) && Enum.TryParse<ChangeFrequency>(text, ignoreCase: true, out var frequency)
                    ? frequency
                    : ChangeFrequency.Unknown;
                break;
        }
    }

    public SitemapItem ToItem(SitemapItemKind kind) => new()
    {
        Url = "",
        Kind = kind,
        LastModified = _modified ?? _published,
        Priority = _priority,
        ChangeFrequency = _frequency,
        Images = Images,
        Videos = Videos,
        News = News,
    };

    public void Clear()
    {
        _url.Clear();
        _guid.Clear();
        (_modified, _published, _priority, _frequency) = (null, null, null, ChangeFrequency.Unknown);
        (Images, Videos, News) = (0, 0, 0);
    }

    private static DateTimeOffset? Date(string text) => InternetDate.TryParse(text, out var date) ? date : null;
}
