using Akka.Actor;

namespace Akka.Cluster;

/// <summary>A node did not get into the cluster in time, or is out of it for good.</summary>
public class ClusterJoinFailedException(string message) : AkkaException(message);
