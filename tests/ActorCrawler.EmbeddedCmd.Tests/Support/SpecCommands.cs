using Akka.Actor;
using Petabridge.Cmd;
using Petabridge.Cmd.Host;

namespace ActorCrawler.EmbeddedCmd.Tests.Support;

/// <summary>A palette with one command for each way to answer.</summary>
internal sealed class SpecCommands : CommandPaletteHandler
{
    public static readonly CommandDefinition Echo = new CommandDefinitionBuilder()
        .WithName("echo").WithDescription("Says it again.")
        .WithArgument(b => b.WithName("text").WithDescription("What to say.").IsMandatory(true).WithSwitch("-t").WithSwitch("--text"))
        .WithArgument(b => b.WithName("times").WithDescription("How often.").IsMandatory(false).WithSwitch("-n").WithDefaultValue("1"))
        .Build();

    public static readonly CommandDefinition Parts = Plain("parts");

    public static readonly CommandDefinition Fail = Plain("fail");

    public static readonly CommandDefinition Throw = Plain("throw");

    public static readonly CommandDefinition Silent = Plain("silent");

    public static readonly CommandDefinition Late = Plain("late");

    public static readonly CommandDefinition Count = Plain("count");

    public static readonly CommandDefinition Flood = Plain("flood");

    public static readonly CommandPalette SpecPalette = new("specs", [Echo, Parts, Fail, Throw, Silent, Late, Count, Flood]);

    private readonly TaskCompletionSource<IActorRef> _late;

    /// <param name="late">Gets whoever waits for the answer to <c>late</c>.</param>
    public SpecCommands(TaskCompletionSource<IActorRef> late)
        : base(SpecPalette) => _late = late;

    public override Props HandlerProps => Props.Create(() => new SpecCommandActor(_late));

    private static CommandDefinition Plain(string name) => new CommandDefinitionBuilder().WithName(name).WithDescription("For specs.").Build();
}

/// <summary>Carries it out.</summary>
internal sealed class SpecCommandActor : CommandHandlerActor
{
    private int _count;

    public SpecCommandActor(TaskCompletionSource<IActorRef> late)
        : base(SpecCommands.SpecPalette)
    {
        Process(SpecCommands.Echo.Name, command =>
        {
            string Value(string name) => command.Arguments.Single(a => SpecCommands.Echo.ArgumentsByName[name].Switch.Contains(a.Item1)).Item2;
            Sender.Tell(new CommandResponse(string.Join(' ', Enumerable.Repeat(Value("text"), int.Parse(Value("times"))))));
        });
        Process(SpecCommands.Parts.Name, _ =>
        {
            Sender.Tell(new CommandResponse("one", final: false));
            Sender.Tell(new CommandResponse("two", final: false));
            Sender.Tell(CommandResponse.Empty);
        });
        Process(SpecCommands.Fail.Name, _ => Sender.Tell(new ErroredCommandResponse("it failed")));
        Process(SpecCommands.Throw.Name, _ => throw new InvalidOperationException("a bug"));
        Process(SpecCommands.Silent.Name, _ => { });
        Process(SpecCommands.Late.Name, _ =>
        {
            late.TrySetResult(Sender);
            Sender.Tell(new CommandResponse("in time"));
        });
        Process(SpecCommands.Count.Name, _ => Sender.Tell(new CommandResponse($"{++_count}")));
        Process(SpecCommands.Flood.Name, _ =>
        {
            for (var i = 0; i < 1000; i++) Sender.Tell(new CommandResponse(new string('x', 100_000), final: false));
            Sender.Tell(CommandResponse.Empty);
        });
    }
}
