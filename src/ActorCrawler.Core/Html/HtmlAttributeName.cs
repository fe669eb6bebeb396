namespace ActorCrawler.Core.Html;

/// <summary>An attribute's name in lower case, with the key by which the tokeniser finds it.</summary>
internal sealed class HtmlAttributeName(string name)
{
    public byte[] Bytes { get; } = System.Text.Encoding.ASCII.GetBytes(name);

    public ulong Key { get; } = HtmlTags.Key(System.Text.Encoding.ASCII.GetBytes(name));
}
