namespace Petabridge.Cmd;

/// <summary>A part of an answer, or all of it.</summary>
public class CommandResponse
{
    /// <param name="text">What to show; a line end follows it.</param>
    /// <param name="final">Whether nothing more comes.</param>
    public CommandResponse(string text, bool final = true)
    {
        Text = text;
        Final = final;
    }

    /// <summary>The end of an answer that came in parts.</summary>
    public static CommandResponse Empty { get; } = new("");

    internal string Text { get; }

    internal bool Final { get; }
}
