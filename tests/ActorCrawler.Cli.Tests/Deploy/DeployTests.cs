using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActorCrawler.Actors.Settings;
using ActorCrawler.Cli.Tests.Support;
using YamlDotNet.Serialization;

namespace ActorCrawler.Cli.Tests.Deploy;

/// <summary>What stands under deploy/ names verbs, flags, variables and keys that there are.</summary>
public sealed partial class DeployTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy");

    private readonly Commands _commands = new();

    public void Dispose() => _commands.Dispose();

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("docker/compose.yaml", 2)]
    [InlineData("docker/Dockerfile", 2)]
    [InlineData("docker/README.md", 2)]
    [InlineData("systemd/actorcrawler-seed.service", 1)]
    [InlineData("systemd/actorcrawler-worker@.service", 1)]
    [InlineData("systemd/README.md", 1)]
    public void Command_lines_are_ones_that_the_program_takes(string file, int atLeast)
    {
        var text = Read(file);
        List<string[]> lines = file switch
        {
            "docker/compose.yaml" => [.. Services(text).Values.Select(s => ((List<object>)s["command"]).Select(w => (string)w).ToArray())],
            "docker/Dockerfile" => [.. ExecForms().Matches(text).Select(m => JsonSerializer.Deserialize<string[]>(m.Value)!)],
            _ => [.. ProgramLines().Matches(text).Select(m => m.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))],
        };
        lines = [.. lines.Select(words => words is ["/app/actorcrawler", .. var rest] ? rest : words).Where(words => words.Length > 0)];

        Assert.True(lines.Count >= atLeast, $"{lines.Count} command lines");
        Assert.All(lines, words => Assert.Empty(UsageErrors.Of(CommandLine.Root(_commands.Context).Parse(words))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Variables_and_keys_are_settings(string file)
    {
        var text = Read(file);
        var keys = SettingKeys.All.ToHashSet();
        var variables = keys.Select(k => "ACTORCRAWLER_" + k.ToUpperInvariant().Replace('.', '_').Replace('-', '_')).Append(SettingsSources.SecretVariable).ToHashSet();
        Assert.All(Variables().Matches(text), m => Assert.Contains(m.Value, variables));
        Assert.All(QuotedKeys().Matches(text), m => Assert.Contains(m.Groups["key"].Value, keys));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Files_that_are_named_are_there_and_hold_no_secret(string file)
    {
        var text = Read(file);
        Assert.All(NamedFiles().Matches(text), m => Assert.True(Path.Exists(Path.Combine(Repository.Root, m.Value)), m.Value));
        Assert.DoesNotMatch(Secrets(), text);
    }

    [Fact]
    public void Job_file_is_one_and_so_is_one_with_certificates()
    {
        foreach (var file in new[] { "docker/job.conf", "tls.conf" })
        {
            var settings = CrawlSettings.Load(new SettingsSources { JobFile = Path.Combine(Folder, file), NeedsStartUrls = false });
            Assert.Equal(file == "tls.conf", settings.ActorSystem.GetBoolean("akka.remote.dot-netty.tcp.enable-ssl"));
        }
    }

    [Fact]
    public void Certificates_are_set_up_as_the_role_file_says()
    {
        var deployed = Keys(Read("tls.conf"));
        var told = Keys(string.Join('\n', File.ReadLines(Path.Combine(Repository.Root, "hocon", "seed.conf")).Select(l => l.TrimStart().TrimStart('#'))));
        Assert.NotEmpty(deployed);
        Assert.Subset(told, deployed);

        static HashSet<string> Keys(string text) => [.. TlsKeys().Matches(text).Select(m => m.Value)];
    }

    [Fact]
    public void Nodes_in_containers_have_no_rights_and_read_the_secret_from_a_file()
    {
        var document = Document(Read("docker/compose.yaml"));
        Assert.All(Services(Read("docker/compose.yaml")).Values, service =>
        {
            Assert.Equal("true", service["read_only"]);
            Assert.Equal(["ALL"], (List<object>)service["cap_drop"]);
            Assert.Equal(["cluster"], (List<object>)service["secrets"]);
            Assert.Contains("/run/secrets/cluster", (List<object>)service["command"]);
        });
        var secret = (Dictionary<object, object>)((Dictionary<object, object>)document["secrets"])["cluster"];
        Assert.Equal("file", Assert.Single(secret.Keys));
        Assert.Contains("**/*.secret", File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore")));
        var dockerfile = Read("docker/Dockerfile");
        Assert.Contains("\nUSER $APP_UID\n", dockerfile, StringComparison.Ordinal);
        Assert.Contains("-p:ActorRuntime=Akka", dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void Units_differ_only_where_a_seed_differs_from_a_worker()
    {
        Assert.Equal(Hardening("systemd/actorcrawler-seed.service").Where(l => !l.StartsWith("StateDirectory", StringComparison.Ordinal)), Hardening("systemd/actorcrawler-worker@.service"));

        static IEnumerable<string> Hardening(string file) => Read(file).Split('\n').SkipWhile(l => l != "DynamicUser=yes").TakeWhile(l => l.Length > 0);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file)).ReplaceLineEndings("\n");

    private static Dictionary<string, object> Document(string yaml) =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(new StringReader(yaml))));

    private static Dictionary<string, Dictionary<object, object>> Services(string yaml) =>
        ((Dictionary<object, object>)Document(yaml)["services"]).ToDictionary(s => (string)s.Key, s => (Dictionary<object, object>)s.Value);

    [GeneratedRegex(@"(?<=^(ENTRYPOINT|CMD|HEALTHCHECK .* CMD) )\[.*\]$", RegexOptions.Multiline)]
    private static partial Regex ExecForms();

    /// <summary>The program's name and what stands behind it, as far as it is one command line.</summary>
    [GeneratedRegex(@"(?<=(^ExecStart=/opt/actorcrawler/|exec seed |sudo /opt/actorcrawler/|`))actorcrawler (?<words>[a-z][^`;#\n]*)", RegexOptions.Multiline)]
    private static partial Regex ProgramLines();

    [GeneratedRegex("ACTORCRAWLER_[A-Z_]+")]
    private static partial Regex Variables();

    [GeneratedRegex(@"`(?<key>(cluster|worker|budget|fetch|politeness)\.[a-z][a-z.-]*)`")]
    private static partial Regex QuotedKeys();

    [GeneratedRegex(@"(?<![\w/])(deploy|docs|src)/[\w./-]*\w")]
    private static partial Regex NamedFiles();

    [GeneratedRegex(@"\b[0-9a-f]{32,}\b|PRIVATE KEY|password = ""[^""]")]
    private static partial Regex Secrets();

    [GeneratedRegex("enable-ssl|suppress-validation|require-mutual-authentication|validate-certificate-hostname|certificate {|path =|password =")]
    private static partial Regex TlsKeys();
}
