using ActorCrawler.Storage;

namespace ActorCrawler.Actors.Settings;

/// <summary>Reads <c>storage</c>.</summary>
internal static class StorageSection
{
    public static StorageSettings Read(SettingsReader reader) => new()
    {
        Durability = reader.Choice("storage.durability", ("process", Durability.Process), ("power", Durability.Power)),
        MaxUrlsPerHost = reader.OptionalCount("storage.max-urls-per-host", 1),
        HostCache = reader.Int("storage.host-cache", 1, 10_000_000),
        DatabaseCache = reader.Size("storage.database-cache", 1 << 20, 1L << 40),
        KnownUrlsMemory = reader.Size("storage.known-urls-memory", 1 << 20, 1L << 40),
        DiskReserve = reader.Size("storage.disk-reserve", 0, 1L << 50),
        RetryInterval = reader.Duration("storage.retry-interval", TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)),
    };
}
