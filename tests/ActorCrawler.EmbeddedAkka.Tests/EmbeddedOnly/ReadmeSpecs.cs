using System.Reflection;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.EmbeddedOnly;

/// <summary>The runtime promises to list what it holds.</summary>
public sealed class ReadmeSpecs
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] Inherited = ["ToString", "Equals", "GetHashCode", "CompareTo", "Finalize", "PrintMembers", "Deconstruct"];

    [Theory]
    [InlineData(typeof(ActorSystem))]
    [InlineData(typeof(TestKit))]
    public void Readme_lists_every_public_type_with_its_members(Type inAssembly)
    {
        var listed = ListedMembers();

        Assert.All(inAssembly.Assembly.GetExportedTypes(), type =>
        {
            Assert.True(listed.TryGetValue(NameOf(type), out var members), $"The README does not list {type}.");
            Assert.Empty(MembersOf(type).Except(members));
        });
    }

    [Fact]
    public void Readme_lists_nothing_that_is_not_there()
    {
        var there = typeof(ActorSystem).Assembly.GetExportedTypes().Concat(typeof(TestKit).Assembly.GetExportedTypes()).ToLookup(NameOf);

        Assert.All(ListedMembers(), entry =>
        {
            Assert.True(there.Contains(entry.Key), $"There is no {entry.Key}.");
            Assert.Empty(entry.Value.Except(there[entry.Key].SelectMany(MembersOf)));
        });
    }

    private static Dictionary<string, HashSet<string>> ListedMembers([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
        var text = File.ReadAllText(Path.Combine(root, "src", "ActorCrawler.EmbeddedAkka", "README.md")).ReplaceLineEndings("\n").Replace("\n  ", " ", StringComparison.Ordinal);
        var listed = new Dictionary<string, HashSet<string>>();
        foreach (var line in text.Split('\n').Where(line => line.StartsWith("- `", StringComparison.Ordinal) && line.IndexOf('`', 3) > 0))
        {
            var end = line.IndexOf('`', 3);
            var rest = line[(end + 1)..];
            if (rest.Length > 0 && rest[0] != ':') continue;
            var members = rest.TrimStart(':').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (!listed.TryAdd(line[3..end], [.. members])) listed[line[3..end]].UnionWith(members);
        }

        return listed;
    }

    private static string NameOf(Type type)
    {
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        var name = tick < 0 ? type.Name : $"{type.Name[..tick]}<{string.Join(',', type.GetGenericArguments().Select(argument => argument.Name))}>";
        return type.DeclaringType is { } outer ? $"{NameOf(outer)}.{name}" : name;
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type);
        if (type.IsAssignableTo(typeof(Delegate))) return [];
        var fields = type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(field => field.Name);
        var properties = type.GetProperties(Declared).Where(property => IsSeen(property.GetMethod ?? property.SetMethod)).Select(property => property.Name);
        var methods = type.GetMethods(Declared).Where(method => !method.IsSpecialName && IsSeen(method))
            .Select(method => method.IsGenericMethod ? method.Name + "<>" : method.Name);
        return fields.Concat(properties).Concat(methods).Except([.. Inherited, "EqualityContract"]);
    }

    // Overrides and explicit implementations are listed where they are declared.
    private static bool IsSeen(MethodInfo? method) =>
        method is not null
        && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
        && method.GetBaseDefinition() == method
        && !method.Name.Contains('.', StringComparison.Ordinal)
        && !method.Name.Contains('<', StringComparison.Ordinal);
}
