using System.Net;
using System.Net.Sockets;
using ActorCrawler.Actors.Settings;
using ActorCrawler.CommandPort;
using ActorCrawler.Storage;

namespace ActorCrawler.Cli.Pbm;

/// <summary>Finds the running crawl that is meant.</summary>
internal static class CrawlFinder
{
    /// <summary>How deep below the working directory, and how many directories, are looked through.</summary>
    private const int MaxDepth = 3, MaxDirectories = 10_000;

    /// <summary>The crawl in a job directory.</summary>
    /// <exception cref="CommandPortException">None is running there.</exception>
    /// <exception cref="JobDirectoryException">It is no job directory.</exception>
    public static CommandEndpoint In(string directory)
    {
        if (!JobDirectory.IsJob(directory))
        {
            throw new JobDirectoryException(
                JobDirectoryError.NotFound,
                Directory.Exists(directory) ? $"{directory} holds no job: there is no {JobDirectory.DatabaseFile} in it." : $"{directory} does not exist.");
        }

        return CommandEndpoint.Read(Path.Combine(directory, JobDirectory.CommandsFile)) ?? throw NotRunning(directory);
    }

    /// <summary>The only crawl that runs in or below a directory.</summary>
    /// <exception cref="CommandPortException">None is running there.</exception>
    /// <exception cref="SettingsException">Several are.</exception>
    public static (string Directory, CommandEndpoint Endpoint) Below(string directory)
    {
        var running = Candidates(directory).Where(c => IsAlive(c.Endpoint.Address)).ToList();
        return running.Count switch
        {
            0 => throw new CommandPortException($"no crawl is running in {directory} or below; say where with --out DIR, or --connect HOST:PORT"),
            1 => running[0],
            _ => throw new SettingsException($"several crawls are running below {directory}: {string.Join(", ", running.Select(r => Path.GetRelativePath(directory, r.Directory)))}. Say which with --out."),
        };
    }

    /// <summary>What is to be said when nothing listens where a job directory says.</summary>
    public static CommandPortException NotRunning(string directory) =>
        new($"no crawl is running in {directory}; to go on with it: actorcrawler resume {directory}");

    private static List<(string Directory, CommandEndpoint Endpoint)> Candidates(string directory)
    {
        var found = new List<(string, CommandEndpoint)>();
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };
        var looking = new Queue<(string Path, int Depth)>([(directory, 0)]);
        for (var left = MaxDirectories; left > 0 && looking.TryDequeue(out var at); left--)
        {
            try
            {
                if (CommandEndpoint.Read(Path.Combine(at.Path, JobDirectory.CommandsFile)) is { } endpoint) found.Add((at.Path, endpoint));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody else's crawl.
            }

            if (at.Depth == MaxDepth) continue;
            foreach (var below in Directory.EnumerateDirectories(at.Path, "*", options)) looking.Enqueue((below, at.Depth + 1));
        }

        return found;
    }

    /// <summary>The file of a crawl that was killed names a port where nobody listens.</summary>
    private static bool IsAlive(IPEndPoint address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(address);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
