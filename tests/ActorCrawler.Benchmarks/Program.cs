using ActorCrawler.Benchmarks.Storage;
using BenchmarkDotNet.Running;

if (args is ["frontier", .. var rest]) return FrontierBenchmark.Run(rest);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
