using System.IO.Compression;
using System.Text;

namespace ActorCrawler.KillLoop;

/// <summary>The text of an output, also where it was written compressed.</summary>
internal static class RowFile
{
    private const string Compressed = ".gz";

    /// <summary>The whole text; empty when there is neither form.</summary>
    /// <exception cref="InvalidDataException">The compressed form is broken.</exception>
    internal static string Text(string directory, string name)
    {
        var path = Path.Combine(directory, name);
        if (File.Exists(path)) return File.ReadAllText(path);
        if (!File.Exists(path + Compressed)) return "";
        using var file = new FileStream(path + Compressed, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Bytes of both forms.</summary>
    internal static long Length(string directory, string name)
    {
        var path = Path.Combine(directory, name);
        return new[] { path, path + Compressed }.Sum(form => new FileInfo(form) is { Exists: true } file ? file.Length : 0);
    }
}
