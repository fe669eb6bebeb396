using System.Collections.Concurrent;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Serialization;

/// <summary>The serializers of a system: <c>ActorSystem.Serialization</c>.</summary>
public sealed class Serialization
{
    private readonly ConcurrentDictionary<Type, Serializer> _byType = new();
    private readonly Dictionary<Type, Serializer> _bound = [];
    private readonly Dictionary<int, Serializer> _byId = [];

    internal Serialization(ActorSystemImpl system)
    {
        System = system;
        var own = new SystemSerializer(system);
        _byId.Add(own.Identifier, own);
        foreach (var type in SystemSerializer.Types) _bound.Add(type, own);
        var config = system.Settings.Config;
        var byName = new Dictionary<string, Serializer>();
        foreach (var (name, value) in config.GetConfig("akka.actor.serializers")?.AsEnumerable() ?? [])
        {
            var type = TypeNames.Resolve(value.GetString()!)
                ?? throw new ConfigurationException($"akka.actor.serializers.{name}: there is no class '{value.GetString()}'.");
            var serializer = Activator.CreateInstance(type, system) as Serializer
                ?? throw new ConfigurationException($"akka.actor.serializers.{name}: '{type}' is no serializer.");
            byName.Add(name, serializer);
            if (!_byId.TryAdd(serializer.Identifier, serializer))
                throw new ConfigurationException($"akka.actor.serializers.{name}: the identifier {serializer.Identifier} is taken.");
        }

        foreach (var (name, value) in config.GetConfig("akka.actor.serialization-bindings")?.AsEnumerable() ?? [])
        {
            var type = TypeNames.Resolve(name)
                ?? throw new ConfigurationException($"akka.actor.serialization-bindings: there is no class '{name}'.");
            _bound[type] = byName.GetValueOrDefault(value.GetString() ?? "")
                ?? throw new ConfigurationException($"akka.actor.serialization-bindings.\"{name}\": there is no serializer '{value.GetString()}'.");
        }
    }

    public ExtendedActorSystem System { get; }

    /// <summary>The text that <see cref="IActorRefProvider.ResolveActorRef(string)"/> reads, in this system or another; empty for null.</summary>
    public static string SerializedActorPath(IActorRef? actorRef) => actorRef switch
    {
        null => "",
        InternalActorRef { Path.Address.HasLocalScope: true } own and not Nobody => own.Path.ToSerializationFormatWithAddress(own.Provider.DefaultAddress),
        _ => actorRef.Path.ToSerializationFormat()
    };

    public byte[] Serialize(object o) => FindSerializerFor(o).ToBinary(o);

    /// <exception cref="SerializationException">There is no such serializer, or it cannot read the bytes.</exception>
    public object Deserialize(byte[] bytes, int serializerId, string manifest) =>
        GetSerializerById(serializerId) is SerializerWithStringManifest serializer
            ? serializer.FromBinary(bytes, manifest)
            : throw new SerializationException(
                $"Serializer [{serializerId}] has no string manifests: classes are never chosen by what arrives (manifest [{manifest}]).");

    public Serializer FindSerializerFor(object obj) => FindSerializerForType(obj.GetType());

    /// <summary>The serializer that is bound to the class, its nearest base class, one of its interfaces, or object.</summary>
    /// <exception cref="SerializationException">None is.</exception>
    public Serializer FindSerializerForType(Type objectType)
    {
        if (_byType.TryGetValue(objectType, out var known)) return known;
        for (var type = objectType; type is not null && type != typeof(object); type = type.BaseType)
        {
            if (_bound.TryGetValue(type, out var serializer)) return _byType[objectType] = serializer;
        }

        var nearest = _bound.Keys.FirstOrDefault(bound => bound.IsInterface && bound.IsAssignableFrom(objectType)) ?? typeof(object);
        return _bound.TryGetValue(nearest, out var found)
            ? _byType[objectType] = found
            : throw new SerializationException($"Serializer not found for type {objectType.Name}: bind one to it in akka.actor.serialization-bindings.");
    }

    internal Serializer GetSerializerById(int serializerId) => _byId.GetValueOrDefault(serializerId)
        ?? throw new SerializationException($"Cannot find serializer with id [{serializerId}]: akka.actor.serializers must be the same in both systems.");
}
