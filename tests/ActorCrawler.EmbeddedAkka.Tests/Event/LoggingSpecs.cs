using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Xunit2;

namespace ActorCrawler.EmbeddedAkka.Tests.Event;

public sealed class LoggingSpecs : TestKit
{
    [Fact]
    public void Actor_logs_under_its_path_and_with_its_class()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Info));
        var actor = Sys.ActorOf(Props.Create(() => new Talking()), "talking");

        actor.Tell("hello");

        var line = FishForMessage<Info>(info => info.LogClass == typeof(Talking));
        Assert.Equal("akka://test/user/talking", line.LogSource);
        Assert.Equal("got hello from test", line.Message.ToString());
        Assert.Equal(LogLevel.InfoLevel, line.LogLevel());
        Assert.Equal(DateTimeKind.Utc, line.Timestamp.Kind);
        Assert.Contains("[INFO]", line.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_level_has_its_class_of_event()
    {
        var log = Logging.GetLogger(Sys, "levels");

        EventFilter.Info("info 1").ExpectOne(() => log.Info("info {0}", 1));
        EventFilter.Warning("warning 1 2").ExpectOne(() => log.Warning("warning {0} {1}", 1, 2));
        EventFilter.Error("error 1 2 3").ExpectOne(() => log.Error("error {0} {1} {2}", 1, 2, 3));
        EventFilter.Exception<InvalidOperationException>("with cause").ExpectOne(
            () => log.Error(new InvalidOperationException("the cause"), "with cause"));
    }

    [Fact]
    public void Text_without_arguments_is_taken_as_it_is()
    {
        EventFilter.Info("braces {0} {unclosed").ExpectOne(() => Logging.GetLogger(Sys, "plain").Info("braces {0} {unclosed"));
    }

    [Fact]
    public void Lines_below_the_level_are_not_made()
    {
        var log = Logging.GetLogger(Sys, "quiet");

        Assert.False(log.IsDebugEnabled);
        Assert.True(log.IsInfoEnabled);
        Assert.True(log.IsEnabled(LogLevel.ErrorLevel));
        EventFilter.Debug().Expect(0, () => log.Debug("not {0}", new Untouchable()));
    }

    [Fact]
    public async Task Logger_of_the_configuration_is_started_and_gets_its_level_and_above()
    {
        Collecting.Target = TestActor;
        var system = ActorSystem.Create(
            "logged", $"akka {{ loglevel = WARNING, loggers = [\"{typeof(Collecting).AssemblyQualifiedName}\"], log-dead-letters = off }}");
        var log = Logging.GetLogger(system, "source");

        log.Info("too low");
        log.Warning("a warning");
        log.Error("an error");

        await ExpectMsgAsync("a warning");
        await ExpectMsgAsync("an error");
        await system.Terminate().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Unhandled_messages_are_logged_when_asked_for()
    {
        var system = ActorSystem.Create(
            "debugging", "akka { loglevel = DEBUG, stdout-loglevel = OFF, loggers = [], log-dead-letters = off, actor.debug.unhandled = on }");
        system.EventStream.Subscribe(TestActor, typeof(Debug));
        var actor = system.ActorOf(Props.Create(() => new Talking()), "deaf");

        actor.Tell(42);

        await FishForMessageAsync<Debug>(line => line.LogSource.EndsWith("/user/deaf", StringComparison.Ordinal)
            && line.Message.ToString()!.Contains("42", StringComparison.Ordinal));
        await system.Terminate().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Dead_letters_are_logged_up_to_the_limit()
    {
        var system = ActorSystem.Create("letters", "akka { stdout-loglevel = OFF, loggers = [], log-dead-letters = 3 }");
        var probe = CreateTestProbe();
        system.EventStream.Subscribe(probe.Ref, typeof(Info));

        // The first is logged as soon as the listener is there.
        AwaitAssert(() =>
        {
            system.DeadLetters.Tell("first");
            LoggedLetter(probe, TimeSpan.FromMilliseconds(300));
        });
        for (var i = 0; i < 10; i++) system.DeadLetters.Tell("letter " + i);

        for (var i = 0; i < 2; i++) LoggedLetter(probe, TimeSpan.FromSeconds(30));
        probe.ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        Shutdown(system);
    }

    [Theory]
    [InlineData("DEBUG", LogLevel.DebugLevel)]
    [InlineData("info", LogLevel.InfoLevel)]
    [InlineData("Warning", LogLevel.WarningLevel)]
    [InlineData("ERROR", LogLevel.ErrorLevel)]
    public void Level_is_read_in_any_case(string text, LogLevel level)
    {
        Assert.Equal(level, Logging.LogLevelFor(text));
        Assert.Throws<ArgumentException>(() => Logging.LogLevelFor(text + "!"));
    }

    private static void LoggedLetter(TestProbe probe, TimeSpan limit) =>
        probe.FishForMessage<Info>(line => line.LogSource.Contains("deadLetter", StringComparison.OrdinalIgnoreCase), limit);

    public sealed class Collecting : ReceiveActor
    {
        public Collecting()
        {
            Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
            Receive<LogEvent>(line => Target!.Tell(line.Message.ToString()!));
        }

        public static IActorRef? Target { get; set; }
    }

    private sealed class Untouchable
    {
        public override string ToString() => throw new InvalidOperationException("formatted in vain");
    }

    private sealed class Talking : ReceiveActor
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public Talking() => Receive<string>(s => _log.Info("got {0} from {1}", s, Context.System.Name));
    }
}
