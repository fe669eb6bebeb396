using System.Text;
using ActorCrawler.Core.Robots;
using BenchmarkDotNet.Attributes;

namespace ActorCrawler.Benchmarks.Web;

/// <summary>The verdict on one path. It must allocate nothing.</summary>
[MemoryDiagnoser]
public class RobotsBenchmarks
{
    private RobotsRules _rules = RobotsRules.Empty;

    /// <summary>Rules in the file, a quarter of them with wildcards.</summary>
    [Params(10, 100, 1000)]
    public int Rules { get; set; }

    /// <summary>Reads the file.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var lines = Enumerable.Range(0, Rules).Select(i => i % 4 == 0 ? $"Disallow: /*/dir{i}/*.html$\n" : $"Disallow: /dir{i}/sub\n");
        _rules = RobotsRules.Parse(Encoding.UTF8.GetBytes("User-agent: *\n" + string.Concat(lines)), "Bench", 500 * 1024);
    }

    /// <summary>A path that no rule matches, as most are.</summary>
    [Benchmark]
    public bool Ordinary() => _rules.Judge("/some/ordinary/path/of/a/page-name.html?query=1").Allowed;

    /// <summary>A path that has to be normalised first.</summary>
    [Benchmark]
    public bool Encoded() => _rules.Judge("/some/%6Frdinary/p%c3%a4th/ä.html").Allowed;
}
