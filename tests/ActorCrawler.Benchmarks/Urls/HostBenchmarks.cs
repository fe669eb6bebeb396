using System.Text;
using ActorCrawler.Core.Urls;
using BenchmarkDotNet.Attributes;

namespace ActorCrawler.Benchmarks.Urls;

/// <summary>Internationalised host names, which most links do not have, and registrable domains.</summary>
[MemoryDiagnoser]
public class HostBenchmarks
{
    private readonly UrlResolver _resolver = new(UrlCanonicalizer.Default);
    private readonly byte[] _latin = Encoding.UTF8.GetBytes("https://Bücher.example/straße");
    private readonly byte[] _bidi = Encoding.UTF8.GetBytes("https://نامه‌ای.example/");
    private readonly byte[] _host = Encoding.UTF8.GetBytes("shop.deep.example.co.uk");

    /// <summary>A host with two letters outside of ASCII.</summary>
    [Benchmark]
    public UrlError LatinHost() => _resolver.Resolve(_latin);

    /// <summary>A host that the joiner and direction rules look at.</summary>
    [Benchmark]
    public UrlError RightToLeftHost() => _resolver.Resolve(_bidi);

    /// <summary>A host of five labels through the public suffix list.</summary>
    [Benchmark]
    public int RegistrableDomain() => PublicSuffixList.RegistrableDomain(_host).Length;
}
