using System.Text;

namespace ActorCrawler.Simulator.Web;

/// <summary>Running text for pages, made once: paragraphs that pages take slices of.</summary>
internal sealed class Prose
{
    private const int Paragraphs = 512;

    private readonly byte[] _text;
    private readonly int[] _starts = new int[Paragraphs + 1];

    public Prose(ulong seed)
    {
        var text = new StringBuilder(Paragraphs * 520);
        for (var p = 0; p < Paragraphs; p++)
        {
            _starts[p] = text.Length;
            text.Append("<p>");
            var sentences = 3 + (int)(Chance.Of(seed, 0, Topic.Text, p) % 4);
            for (var s = 0; s < sentences; s++)
                Sentence(text, seed, p, s);
            text.Append("</p>\n");
        }
        _starts[Paragraphs] = text.Length;
        _text = Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Paragraph number <paramref name="index"/>, counted round and round.</summary>
    public ReadOnlySpan<byte> Paragraph(ulong index)
    {
        var p = (int)(index % Paragraphs);
        return _text.AsSpan(_starts[p].._starts[p + 1]);
    }

    private static void Sentence(StringBuilder text, ulong seed, int paragraph, int sentence)
    {
        var words = 8 + (int)(Chance.Of(seed, 0, Topic.Text, paragraph, 100 + sentence) % 16);
        for (var w = 0; w < words; w++)
        {
            var word = Words.Text[Chance.Of(seed, 0, Topic.Text, paragraph * 8L + sentence, 1000 + w) % (ulong)Words.Text.Length];
            text.Append(w == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word);
            text.Append(w == words - 1 ? ". " : w % 9 == 8 ? ", " : " ");
        }
    }
}
