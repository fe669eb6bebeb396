using System.Linq.Expressions;
using System.Reflection;
using Akka.Dispatch;
using Akka.Routing;

namespace Akka.Actor;

/// <summary>How to make an actor: its type, the arguments of its constructor and where it runs. Immutable; shared freely.</summary>
public sealed class Props
{
    /// <summary>An actor that handles nothing; what a group router is made of.</summary>
    public static readonly Props Empty = Create<EmptyActor>();

    private readonly Func<ActorBase> _factory;

    private Props(Type type, Func<ActorBase> factory)
    {
        Type = type;
        _factory = factory;
    }

    private Props(Props original)
        : this(original.Type, original._factory)
    {
        Dispatcher = original.Dispatcher;
        Mailbox = original.Mailbox;
        RouterConfig = original.RouterConfig;
        SupervisorStrategy = original.SupervisorStrategy;
        StashCapacity = original.StashCapacity;
    }

    public Type Type { get; }

    /// <summary>The configuration path of the dispatcher.</summary>
    public string Dispatcher { get; private init; } = Dispatchers.DefaultDispatcherId;

    /// <summary>The configuration path of the mailbox; empty for the default one.</summary>
    public string Mailbox { get; private init; } = "";

    /// <summary>Null when the actor is no router.</summary>
    public RouterConfig? RouterConfig { get; private init; }

    /// <summary>Takes precedence over the actor's own strategy; null when that one holds.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; private init; }

    internal int? StashCapacity { get; private init; }

    /// <summary>Props from an expression <c>() => new X(a, b)</c>. The arguments are evaluated now, once, and serve every restart.</summary>
    /// <exception cref="ArgumentException">
    /// The expression is anything else, or the constructor is not public: Akka.NET would not find it when it makes the actor.
    /// </exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        if (factory.Body is not NewExpression { Constructor: { } constructor } creation)
            throw new ArgumentException("The create function must be a 'new T (args)' expression", nameof(factory));
        if (!constructor.IsPublic) throw new ArgumentException($"The constructor of {typeof(TActor)} must be public.", nameof(factory));
        var arguments = creation.Arguments.Select(Evaluate).ToArray();
        return new Props(typeof(TActor), () => (ActorBase)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null))
        {
            SupervisorStrategy = supervisorStrategy
        };
    }

    public static Props Create<TActor>(params object?[] args)
        where TActor : ActorBase => Create(typeof(TActor), args);

    public static Props Create(Type type, params object?[] args)
    {
        const BindingFlags Flags = BindingFlags.Public | BindingFlags.Instance | BindingFlags.CreateInstance
            | BindingFlags.OptionalParamBinding | BindingFlags.DoNotWrapExceptions;
        ArgumentNullException.ThrowIfNull(type);
        return new Props(type, () => (ActorBase)Activator.CreateInstance(type, Flags, null, args, null)!);
    }

    public Props WithDispatcher(string dispatcher) => new(this) { Dispatcher = dispatcher };

    public Props WithMailbox(string mailbox) => new(this) { Mailbox = mailbox };

    public Props WithRouter(RouterConfig routerConfig) => new(this) { RouterConfig = routerConfig };

    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) => new(this) { SupervisorStrategy = supervisorStrategy };

    /// <summary>Bounds the actor's stash; below 1 for no bound.</summary>
    public Props WithStashCapacity(int stashCapacity) => new(this) { StashCapacity = stashCapacity };

    internal Props WithoutRouter() => new(this) { RouterConfig = null };

    internal ActorBase NewActor() => _factory();

    // Constants and captured variables, which is what most arguments are, need no compilation.
    private static object? Evaluate(Expression argument) => argument switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field, Expression: ConstantExpression closure } => field.GetValue(closure.Value),
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(argument, typeof(object))).Compile(preferInterpretation: true)()
    };

    private sealed class EmptyActor : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }
    }
}
