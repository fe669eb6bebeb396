using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>The base of a test class: each test has a system of its own, which ends with it.</summary>
public class TestKit : TestKitBase, IDisposable
{
    private bool _disposed;

    /// <param name="system">A system that is there already; null for a new one with the defaults.</param>
    /// <param name="output">Gets the system's log lines, if given.</param>
    public TestKit(ActorSystem? system = null, ITestOutputHelper? output = null)
        : base(system, null, null, null) => Output = StartLogger(output);

    public TestKit(Config config, string? actorSystemName = null, ITestOutputHelper? output = null)
        : base(null, config, actorSystemName, null) => Output = StartLogger(output);

    public TestKit(string config, ITestOutputHelper? output = null)
        : this(ConfigurationFactory.ParseString(config), null, output)
    {
    }

    protected ITestOutputHelper? Output { get; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What a test class has to do when its test has ended; the system is still there.</summary>
    protected virtual void AfterAll()
    {
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed) return;
        _disposed = true;
        try
        {
            AfterAll();
        }
        finally
        {
            ActorCell.Current = null;
            Shutdown();
        }
    }

    private ITestOutputHelper? StartLogger(ITestOutputHelper? output)
    {
        if (output is null) return null;
        var logger = ((ExtendedActorSystem)Sys).SystemActorOf(Props.Create(() => new TestOutputLogger(output)), "log-test");
        Logging.Subscribe(Sys.EventStream, logger, Sys.EventStream.LogLevel);
        return output;
    }
}
