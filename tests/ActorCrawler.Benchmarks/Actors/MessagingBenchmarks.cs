using Akka.Actor;
using Akka.Configuration;
using Akka.Routing;
using BenchmarkDotNet.Attributes;

namespace ActorCrawler.Benchmarks.Actors;

/// <summary>
/// What messages between actors of one process cost, on whichever runtime this was built with. The messages exist beforehand, so
/// every allocated byte is the runtime's own. Expected of the embedded runtime: no allocation but by Ask, well under 1 µs a tell.
/// </summary>
[MemoryDiagnoser]
public class MessagingBenchmarks
{
    private const int Messages = 100_000;
    private const int Window = 1000;
    private const int Questions = 1000;

    private static readonly Config Quiet = ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }");

    private readonly object _message = new();
    private readonly SemaphoreSlim _done = new(0);
    private ActorSystem _system = null!;
    private IActorRef _counter = null!;
    private IActorRef _router = null!;
    private IActorRef _ping = null!;
    private IActorRef _answering = null!;

    [GlobalSetup]
    public void Start()
    {
        var done = _done;
        _system = ActorSystem.Create("benchmark", Quiet);
        _counter = _system.ActorOf(Props.Create(() => new Counting(done, Messages)));
        _router = _system.ActorOf(new RoundRobinPool(4).Props(Props.Create(() => new Counting(done, Messages / 4))));
        var pong = _system.ActorOf(Props.Create(() => new Returning()));
        _ping = _system.ActorOf(Props.Create(() => new Serving(pong, done, Messages / 2)));
        _answering = _system.ActorOf(Props.Create(() => new Returning()));
    }

    [GlobalCleanup]
    public Task StopAsync() => _system.Terminate();

    /// <summary>One sender outside of any actor, one receiver; until the last message has been handled.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public void Tell()
    {
        for (var i = 0; i < Messages; i++) _counter.Tell(_message, ActorRefs.NoSender);
        _done.Wait();
    }

    /// <summary>The same through a router over four receivers.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public void TellThroughRouter()
    {
        for (var i = 0; i < Messages; i++) _router.Tell(_message, ActorRefs.NoSender);
        for (var i = 0; i < 4; i++) _done.Wait();
    }

    /// <summary>Between two actors, with a window of messages under way: each counted message is one tell.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public void PingPong()
    {
        _ping.Tell(new Serve(Window), ActorRefs.NoSender);
        _done.Wait();
    }

    /// <summary>Between two actors with a single message under way: the time until a sleeping actor runs.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public void PingPongOneAtATime()
    {
        _ping.Tell(new Serve(1), ActorRefs.NoSender);
        _done.Wait();
    }

    /// <summary>A question and its answer, one after the other.</summary>
    [Benchmark(OperationsPerInvoke = Questions)]
    public async Task AskAsync()
    {
        for (var i = 0; i < Questions; i++) await _answering.Ask<object>(_message, TimeSpan.FromSeconds(10));
    }

    private sealed record Serve(int Window);

    private sealed class Counting : ReceiveActor
    {
        public Counting(SemaphoreSlim done, int messages)
        {
            var left = messages;
            ReceiveAny(_ =>
            {
                if (--left > 0) return;
                left = messages;
                done.Release();
            });
        }
    }

    private sealed class Returning : ReceiveActor
    {
        public Returning() => ReceiveAny(message => Sender.Tell(message));
    }

    private sealed class Serving : ReceiveActor
    {
        public Serving(IActorRef pong, SemaphoreSlim done, int roundTrips)
        {
            var (ball, toServe, toReturn) = (new object(), 0, 0);
            Receive<Serve>(serve =>
            {
                (toServe, toReturn) = (roundTrips - serve.Window, roundTrips);
                for (var i = 0; i < serve.Window; i++) pong.Tell(ball);
            });
            ReceiveAny(_ =>
            {
                if (toServe-- > 0) pong.Tell(ball);
                if (--toReturn == 0) done.Release();
            });
        }
    }
}
