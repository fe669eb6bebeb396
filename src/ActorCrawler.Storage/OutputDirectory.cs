namespace ActorCrawler.Storage;

/// <summary>Makes directories for outputs, and says in words why one cannot be used.</summary>
public static class OutputDirectory
{
    /// <summary>Makes a directory where there is none, and makes sure that files can be made in it.</summary>
    /// <returns>Its path, absolute.</returns>
    /// <exception cref="JobDirectoryException">It cannot be used; the message says why.</exception>
    public static string Make(string path)
    {
        path = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(path);
            using (new FileStream(Path.Combine(path, $".{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)) { }
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, e);
        }
    }

    /// <summary>The error for a directory that could not be made or written to.</summary>
    internal static JobDirectoryException Unusable(string path, Exception error)
    {
        for (var at = path; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(at)) return Say($"{at} is a file, not a directory");
        }

        return Say(error is UnauthorizedAccessException ? "it may not be written to" : error.Message.TrimEnd('.'));

        JobDirectoryException Say(string why) => new(JobDirectoryError.Inaccessible, $"{path} cannot be used for output: {why}. Give another one.", error);
    }
}
