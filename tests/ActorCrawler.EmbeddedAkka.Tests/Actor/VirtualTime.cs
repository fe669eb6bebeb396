using Akka.TestKit;

namespace ActorCrawler.EmbeddedAkka.Tests.Actor;

/// <summary>Configuration of a system whose time is advanced by the test.</summary>
internal static class VirtualTime
{
    // The runtime's own name of the class: it lives in another assembly on each runtime.
    public static readonly string Config = $$"""akka.scheduler.implementation = "{{typeof(TestScheduler).AssemblyQualifiedName}}" """;
}
