using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using ActorCrawler.Core.Html;
using AngleSharp.Dom;

namespace ActorCrawler.Core.Fields;

/// <summary>Takes the text out of an element: white space collapsed, blocks and line breaks apart. Not thread-safe.</summary>
internal sealed class DomText
{
    private static readonly FrozenSet<string> Separating = Enumerable.Range(1, HtmlTags.Count - 1).Select(tag => (HtmlTag)tag)
        .Where(HtmlElements.Separates).Select(tag => Encoding.ASCII.GetString(HtmlTags.Name(tag))).ToFrozenSet(StringComparer.Ordinal);

    private readonly TextCollector _text = new();

    /// <summary>The text. Valid until the next call.</summary>
    /// <param name="element">The element.</param>
    /// <param name="longest">Bytes after which it is cut.</param>
    public ReadOnlySpan<byte> Of(IElement element, int longest)
    {
        _text.Start(longest);
        Append(element);
        return _text.Finish();
    }

    // The document's depth is limited, so this is no danger to the stack.
    private void Append(INode node)
    {
        var children = node.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            switch (children[i])
            {
                case IText text:
                    Append(text.Data);
                    break;
                case IElement { LocalName: "script" or "style" }:
                    break;
                case IElement child:
                    var separates = Separating.Contains(child.LocalName);
                    if (separates)
                        _text.Separate();
                    Append(child);
                    if (separates)
                        _text.Separate();
                    break;
                default:
                    break;
            }
        }
    }

    private void Append(string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        _text.Append(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
