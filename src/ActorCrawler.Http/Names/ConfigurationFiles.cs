namespace ActorCrawler.Http.Names;

/// <summary>The system's resolver files, read again when they have changed: a laptop changes its network while a crawl runs. Thread-safe.</summary>
internal sealed class ConfigurationFiles(string resolvConf, string hosts, string? aliases, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private ResolverConfiguration _current = ResolverConfiguration.Empty;
    private (DateTime, DateTime, DateTime) _stamps;
    private long _looked;
    private bool _read;

    /// <summary>The files where Unix systems have them.</summary>
    public static ConfigurationFiles OfSystem(TimeProvider time) =>
        new("/etc/resolv.conf", "/etc/hosts", Environment.GetEnvironmentVariable("HOSTALIASES"), time);

    public ResolverConfiguration Current
    {
        get
        {
            lock (_lock)
            {
                if (_read && time.GetElapsedTime(_looked) < LookEvery)
                    return _current;
                _looked = time.GetTimestamp();
                var stamps = (Stamp(resolvConf), Stamp(hosts), Stamp(aliases));
                if (!_read || stamps != _stamps)
                    _current = ResolverConfiguration.Parse(Read(resolvConf), Read(hosts), Read(aliases));
                _stamps = stamps;
                _read = true;
                return _current;
            }
        }
    }

    private static DateTime Stamp(string? path) => path is null ? default : File.GetLastWriteTimeUtc(path);

    private static string Read(string? path)
    {
        try
        {
            return path is null ? "" : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A missing file says nothing, as for the system's resolver.
            return "";
        }
    }
}
