namespace ActorCrawler.Simulator;

/// <summary>How the hosts of a simulated web are told apart. All of them are this machine's loopback interface.</summary>
public enum HostNaming
{
    /// <summary>Names below <c>localhost</c> (RFC 6761): <c>http://site-1.localhost:8080/</c>. One port serves them all; browsers know these names.</summary>
    Names,

    /// <summary>Addresses of 127.0.0.0/8: <c>http://127.0.1.1:8080/</c>. Every host has an address of its own.</summary>
    Addresses,

    /// <summary>Ports of 127.0.0.1: <c>http://127.0.0.1:8081/</c>.</summary>
    Ports,
}
