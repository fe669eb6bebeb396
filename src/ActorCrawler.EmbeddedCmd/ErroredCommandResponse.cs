namespace Petabridge.Cmd;

/// <summary>The command failed.</summary>
public sealed class ErroredCommandResponse : CommandResponse
{
    /// <param name="text">Why.</param>
    /// <param name="final">Whether nothing more comes.</param>
    public ErroredCommandResponse(string text, bool final = true)
        : base(text, final)
    {
    }
}
