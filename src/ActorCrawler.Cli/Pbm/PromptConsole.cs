namespace ActorCrawler.Cli.Pbm;

/// <summary>A terminal that a prompt is typed at.</summary>
internal abstract class PromptConsole
{
    /// <summary>Its columns.</summary>
    public abstract int Width { get; }

    /// <summary>The next key; Ctrl-C is one as well.</summary>
    public abstract ConsoleKeyInfo ReadKey();

    /// <summary>Writes text and control sequences.</summary>
    public abstract void Write(string text);

    /// <summary>The process's own terminal; null when standard input or output is none.</summary>
    public static PromptConsole? Own(IReadOnlyDictionary<string, string> environment) =>
        Console.IsInputRedirected || Console.IsOutputRedirected || (environment.TryGetValue("TERM", out var term) && term == "dumb") ? null : new OwnConsole();

    private sealed class OwnConsole : PromptConsole
    {
        public override int Width => Console.BufferWidth > 20 ? Console.BufferWidth : 80;

        public override ConsoleKeyInfo ReadKey()
        {
            Console.TreatControlCAsInput = true;
            try
            {
                return Console.ReadKey(intercept: true);
            }
            finally
            {
                Console.TreatControlCAsInput = false;
            }
        }

        public override void Write(string text)
        {
            Console.Out.Write(text);
            Console.Out.Flush();
        }
    }
}
