using Akka.Actor;
using Petabridge.Cmd.Host;

namespace Petabridge.Cmd.Cluster;

/// <summary>The palette <c>cluster</c>, as Petabridge.Cmd.Cluster names its commands and their arguments.</summary>
public sealed class ClusterCommands : CommandPaletteHandler
{
    internal static readonly CommandDefinition Show = new CommandDefinitionBuilder()
        .WithName("show").WithDescription("Shows the members of the cluster: address, roles, status, and whether a member is unreachable.").Build();

    internal static readonly CommandDefinition Leave = new CommandDefinitionBuilder()
        .WithName("leave").WithDescription("Makes a member leave the cluster in order.")
        .WithArgument(b => b.WithName("address").WithDescription("The member's address, as show has it.").IsMandatory(true).WithSwitch("-a").WithSwitch("-A").WithSwitch("--address"))
        .Build();

    internal static readonly CommandDefinition Down = new CommandDefinitionBuilder()
        .WithName("down").WithDescription("Puts a member out of the cluster, whether it can be reached or not.")
        .WithArgument(b => b.WithName("address").WithDescription("The member's address, as show has it.").IsMandatory(true).WithSwitch("-a").WithSwitch("-A").WithSwitch("--address"))
        .Build();

    internal static readonly CommandPalette ClusterPalette = new("cluster", [Show, Leave, Down]);

    private ClusterCommands()
        : base(ClusterPalette)
    {
    }

    /// <summary>The only one.</summary>
    public static ClusterCommands Instance { get; } = new();

    public override Props HandlerProps { get; } = Props.Create(() => new ClusterCommandActor());
}
