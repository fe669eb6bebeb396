using System.Globalization;
using System.Net;
using System.Text;

namespace ActorCrawler.CommandPort;

/// <summary>Where a crawl listens for commands, as its job directory tells. The file holds the secret, and is its owner's alone.</summary>
/// <param name="Address">Address and port.</param>
/// <param name="Secret">What proves that a client may command it; null where the host of the commands knows none.</param>
public sealed record CommandEndpoint(IPEndPoint Address, CommandSecret? Secret)
{
    /// <summary>The longest file that is read.</summary>
    private const int MaxLength = 4096;

    /// <summary>Reads a file; null when there is none, or no endpoint in it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to somebody else.</exception>
    public static CommandEndpoint? Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > MaxLength) return null;
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes the file whole or not at all, readable for its owner alone (on Windows the directory's own rules apply).</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string path)
    {
        var temporary = path + ".new";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options)) file.Write(Encoding.UTF8.GetBytes(ToText()));
        File.Move(temporary, path, overwrite: true);
    }

    private string ToText() => string.Create(CultureInfo.InvariantCulture, $"address = {Address}\n{(Secret is null ? "" : $"secret = {Secret.Text}\n")}");

    private static CommandEndpoint? Parse(string text)
    {
        IPEndPoint? address = null;
        CommandSecret? secret = null;
        foreach (var line in text.Split('\n'))
        {
            var pair = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair is ["address", _]) _ = IPEndPoint.TryParse(pair[1], out address);
            if (pair is ["secret", _]) _ = CommandSecret.TryParse(pair[1], out secret);
        }

        return address is { Port: > 0 } ? new CommandEndpoint(address, secret) : null;
    }
}
