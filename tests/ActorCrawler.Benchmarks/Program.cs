using ActorCrawler.Benchmarks.Coordination;
using ActorCrawler.Benchmarks.Html;
using ActorCrawler.Benchmarks.Remote;
using ActorCrawler.Benchmarks.Soak;
using ActorCrawler.Benchmarks.Storage;
using ActorCrawler.Benchmarks.Waits;
using ActorCrawler.Benchmarks.Web;
using BenchmarkDotNet.Running;

// These measure processes, growth over time, and correctness, which is nothing that BenchmarkDotNet does; the rest is its own.
if (args is ["frontier", .. var rest]) return FrontierBenchmark.Run(rest);
if (args is ["coordinator", ..]) return await CoordinatorBenchmark.RunAsync(args[1..]);
if (args is ["remote", ..]) return await RemoteBenchmark.RunAsync(args[1..]);
if (args is ["waits", ..]) return await WaitsBenchmark.RunAsync(args[1..]);
if (args is ["html-check"]) return HtmlCheck.Run();
if (args is ["html-fuzz", .. var fuzz]) return HtmlFuzz.Run(fuzz);
if (args is ["web-fuzz", .. var webFuzz]) return WebFuzz.Run(webFuzz);
if (args is ["worker-kills", .. var kills]) return await WorkerKills.RunAsync(kills);
if (args is ["hostile-soak", .. var soak]) return await HostileSoak.RunAsync(soak);
if (args is ["politeness-log"]) return await PolitenessLog.RunAsync();
if (args is ["stalled-hosts"]) return await StalledHosts.RunAsync();
BenchmarkSwitcher.FromAssembly(typeof(RemoteBenchmark).Assembly).Run(args);
return 0;
