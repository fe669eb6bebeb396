namespace ActorCrawler.Http;

/// <summary>A user name and password for basic authentication (RFC 7617) at one host; sent to no other.</summary>
/// <param name="Origin">The host as <c>scheme://name[:port]</c>, lower case, default port left out.</param>
/// <param name="User">The user name; holds no colon.</param>
/// <param name="Password">The password.</param>
public sealed record HostCredential(string Origin, string User, string Password)
{
    /// <summary>Without the password, which belongs in no log.</summary>
    public override string ToString() => $"{User} at {Origin}";
}
