using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Turns messages into bytes and back. Which one serves which class is said in <c>akka.actor.serializers</c> and <c>akka.actor.serialization-bindings</c>.</summary>
public abstract class Serializer
{
    private const string Identifiers = "akka.actor.serialization-identifiers";

    protected readonly ExtendedActorSystem system;

    private int? _identifier;

    protected Serializer(ExtendedActorSystem system) => this.system = system;

    /// <summary>The serializer's number on the wire; by default what <c>akka.actor.serialization-identifiers</c> gives its class. 0 to 40 are the runtime's.</summary>
    /// <exception cref="ArgumentException">The configuration gives it none.</exception>
    public virtual int Identifier => _identifier ??= IdentifierFromConfig();

    /// <summary>Whether <see cref="FromBinary(byte[], Type)"/> has to be told the class.</summary>
    public abstract bool IncludeManifest { get; }

    /// <summary>The bytes of <paramref name="obj"/>. They belong to the caller.</summary>
    public abstract byte[] ToBinary(object obj);

    public abstract object FromBinary(byte[] bytes, Type type);

    public T FromBinary<T>(byte[] bytes) => (T)FromBinary(bytes, typeof(T));

    private int IdentifierFromConfig()
    {
        foreach (var (name, value) in system.Settings.Config.GetConfig(Identifiers)?.AsEnumerable() ?? [])
        {
            if (TypeNames.Resolve(name) == GetType()) return value.GetInt();
        }

        throw new ArgumentException($"Couldn't find serializer id for [{GetType()}] under [{Identifiers}] HOCON path");
    }
}
