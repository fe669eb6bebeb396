using System.Text;

namespace ActorCrawler.Cli.Pbm;

/// <summary>Splits a line into words, as shells do: by white space, but for what stands in quotes or behind a backslash within double quotes.</summary>
internal static class CommandWords
{
    /// <summary>The words of a line; a quote that is not closed reaches to its end.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var begun = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote == '"' && c == '\\' && i + 1 < line.Length && line[i + 1] is '"' or '\\') word.Append(line[++i]);
            else if (quote != '\0' && c == quote) quote = '\0';
            else if (quote == '\0' && c is '"' or '\'') (quote, begun) = (c, true);
            else if (quote == '\0' && char.IsWhiteSpace(c)) End();
            else
            {
                word.Append(c);
                begun = true;
            }
        }

        End();
        return words;

        void End()
        {
            if (begun) words.Add(word.ToString());
            word.Clear();
            begun = false;
        }
    }
}
