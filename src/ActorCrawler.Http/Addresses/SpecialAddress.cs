namespace ActorCrawler.Http.Addresses;

/// <summary>What a special address is.</summary>
/// <param name="Class">How it is treated.</param>
/// <param name="What">Its kind, for people: <c>a private address (RFC 1918)</c>.</param>
public readonly record struct SpecialAddress(AddressClass Class, string What);
