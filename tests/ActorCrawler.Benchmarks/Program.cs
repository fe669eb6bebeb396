using ActorCrawler.Benchmarks.Remote;
using ActorCrawler.Benchmarks.Storage;
using BenchmarkDotNet.Running;

// These measure processes and growth over time, which is nothing that BenchmarkDotNet does; the rest is its own.
if (args is ["frontier", .. var rest]) return FrontierBenchmark.Run(rest);
if (args is ["remote", ..]) return await RemoteBenchmark.RunAsync(args[1..]);
BenchmarkSwitcher.FromAssembly(typeof(RemoteBenchmark).Assembly).Run(args);
return 0;
