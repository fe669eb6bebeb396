namespace ActorCrawler.Http.Addresses;

/// <summary>How dangerous a special address is to connect to. Higher values are worse: an address that embeds another has the worse class of the two.</summary>
public enum AddressClass : byte
{
    /// <summary>Belongs to this machine or its private networks; <c>--allow-private</c> lifts the ban.</summary>
    Private = 1,

    /// <summary>No host of the web can have it (multicast, documentation, reserved); only <c>--allow-net</c> lifts the ban.</summary>
    Unusable = 2,

    /// <summary>A cloud's metadata service, which hands out credentials; only <c>--allow-net</c> lifts the ban.</summary>
    Metadata = 3,
}
