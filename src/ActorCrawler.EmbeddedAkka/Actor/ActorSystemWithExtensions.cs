namespace Akka.Actor;

/// <summary>Getting at extensions.</summary>
public static class ActorSystemWithExtensions
{
    /// <summary>The system's extension <typeparamref name="T"/>, made by <typeparamref name="TI"/> at first use.</summary>
    public static T WithExtension<T, TI>(this ActorSystem system)
        where T : class, IExtension
        where TI : IExtensionId => (T)system.RegisterExtension(Activator.CreateInstance<TI>());
}
