using Akka.Actor;

// What the transport makes known on the event stream.
namespace Akka.Remote;

/// <summary>The process with that uid is dead, or is treated as such.</summary>
internal sealed record PeerDied(Address Address, int Uid);

/// <summary>The process at that address treats this one as dead.</summary>
internal sealed record ThisSystemQuarantined(Address By);
