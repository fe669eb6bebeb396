namespace ActorCrawler.Core.Urls;

/// <summary>
/// Opens a binary table that is embedded in this assembly. The bytes stay where the loader mapped them: nothing is copied.
/// </summary>
internal static class EmbeddedTable
{
    public static unsafe ReadOnlyTable Open(string name)
    {
        var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the table {name} is not embedded in {typeof(EmbeddedTable).Assembly.FullName}");
        // The assembly is never unloaded while this type lives, so the pointer outlives the stream.
        return new ReadOnlyTable(((UnmanagedMemoryStream)stream).PositionPointer, checked((int)stream.Length));
    }
}
