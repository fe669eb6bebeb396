using Akka.Actor;

namespace ActorCrawler.Benchmarks.Remote;

/// <summary>The second process: answers everything.</summary>
internal static class RemotePeer
{
    public const string Name = "answerer";

    /// <summary>Runs until standard input ends, so that it never outlives who started it.</summary>
    public static async Task<int> RunAsync(string systemName)
    {
        var system = RemoteBenchmarkProtocol.StartSystem(systemName);
        system.ActorOf(Props.Create<Answerer>(), Name);
        Console.WriteLine(((ExtendedActorSystem)system).Provider.DefaultAddress);
        await Console.In.ReadToEndAsync();
        await system.Terminate();
        return 0;
    }

    private sealed class Answerer : UntypedActor
    {
        private long _bytes;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case RemoteBenchmarkProtocol.Body body:
                    _bytes += body.Content.Span[^1] + body.Content.Length;
                    Sender.Tell(new RemoteBenchmarkProtocol.Answer(body.Id));
                    break;
                case RemoteBenchmarkProtocol.Small small:
                    Sender.Tell(small);
                    break;
                default:
                    Unhandled(_bytes);
                    break;
            }
        }
    }
}
