namespace ActorCrawler.Storage.Known;

/// <summary>A URL to be looked up: its fingerprint, where the rest of it is found, and the answer.</summary>
internal struct Candidate
{
    /// <summary>The answer for a URL that is not known.</summary>
    internal const int Unknown = -1;

    internal ulong High;

    internal ulong Low;

    /// <summary>Links from the nearest start URL.</summary>
    internal int Depth;

    /// <summary>Its place in the order of discovery.</summary>
    internal int Item;

    /// <summary>The answer: a bound of the depth at which it is known, see <see cref="KnownUrl.Bound"/>; or <see cref="Unknown"/>.</summary>
    internal int Known;

    /// <summary>Whether the fingerprint stands before another in their order.</summary>
    internal readonly bool IsBefore(in Candidate other) => High != other.High ? High < other.High : Low < other.Low;

    internal readonly bool IsSameAs(in Candidate other) => High == other.High && Low == other.Low;
}
