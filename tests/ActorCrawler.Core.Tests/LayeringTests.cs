using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ActorCrawler.Core.Tests;

/// <summary>Core holds the rules and nothing that acts (docs: layers): what the built assembly refers to is checked, not what the sources say.</summary>
public sealed class LayeringTests
{
    private static readonly ImmutableArray<string> ForbiddenAssemblies =
    [
        "Akka", "ActorCrawler.", "Microsoft.Data", "Microsoft.Extensions", "Microsoft.AspNetCore", "SQLitePCL", "Spectre", "OpenTelemetry",
        "System.Net.Http", "System.Net.Sockets", "System.Net.Requests", "System.Net.NameResolution", "System.Net.Security",
        "System.Data", "System.IO.FileSystem", "System.IO.Pipes", "System.IO.IsolatedStorage", "System.Console",
        "System.Diagnostics.Process", "System.Diagnostics.TraceSource", "System.Diagnostics.EventLog", "System.Threading.Timer",
    ];

    private static readonly ImmutableArray<string> ForbiddenNamespaces =
    [
        "Akka", "Microsoft.Data", "Microsoft.Extensions", "System.Net.Http", "System.Net.Sockets", "System.Data", "System.IO.Pipes",
        "System.IO.Enumeration", "System.Timers",
    ];

    private static readonly ImmutableHashSet<string> ForbiddenTypes =
    [
        "System.Console", "System.TimeProvider", "System.Uri", "System.UriBuilder",
        "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.Threading.Timer", "System.Threading.PeriodicTimer",
        "System.Threading.Thread", "System.Threading.Tasks.Task",
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo",
        "System.IO.StreamReader", "System.IO.StreamWriter",
    ];

    /// <summary>Members that read a clock, on types that Core may use for values passed in.</summary>
    private static readonly ImmutableHashSet<string> ForbiddenMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Random.get_Shared", "System.Guid.NewGuid",
    ];

    [Fact]
    public void Core_refers_to_no_assembly_that_acts_when_built()
    {
        using var pe = Open();
        var reader = pe.GetMetadataReader();

        var found = reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))
            .Where(name => ForbiddenAssemblies.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));

        Assert.Empty(found);
    }

    [Fact]
    public void Core_refers_to_no_clock_file_socket_or_logging_type_when_built()
    {
        using var pe = Open();
        var reader = pe.GetMetadataReader();

        var found = reader.TypeReferences.Select(handle => FullName(reader, reader.GetTypeReference(handle)))
            .Where(name => ForbiddenTypes.Contains(name)
                || ForbiddenNamespaces.Any(space => name.StartsWith(space + ".", StringComparison.Ordinal)));

        Assert.Empty(found);
    }

    [Fact]
    public void Core_calls_no_member_that_reads_a_clock_or_makes_chance_when_built()
    {
        using var pe = Open();
        var reader = pe.GetMetadataReader();

        var found = reader.MemberReferences.Select(reader.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => FullName(reader, reader.GetTypeReference((TypeReferenceHandle)member.Parent)) + "." + reader.GetString(member.Name))
            .Where(IsForbidden);

        Assert.Empty(found);
    }

    // Iterators, as the compiler writes them, ask for the thread's number.
    private static bool IsForbidden(string member) =>
        ForbiddenMembers.Contains(member)
        || (member.StartsWith("System.Environment.", StringComparison.Ordinal) && member != "System.Environment.get_CurrentManagedThreadId");

    private static PEReader Open() =>
        new(ImmutableArray.Create(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "ActorCrawler.Core.dll"))));

    private static string FullName(MetadataReader reader, TypeReference type) =>
        type.ResolutionScope.Kind == HandleKind.TypeReference
            ? FullName(reader, reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope)) + "+" + reader.GetString(type.Name)
            : reader.GetString(type.Namespace) + "." + reader.GetString(type.Name);
}
