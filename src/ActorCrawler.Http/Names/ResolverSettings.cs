using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;

namespace ActorCrawler.Http.Names;

/// <summary>How host names are looked up. There are no defaults here: they are in <c>hocon/reference.conf</c>.</summary>
/// <exception cref="ArgumentOutOfRangeException">A value is outside the range that its property names.</exception>
public sealed record ResolverSettings
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    /// <summary>Who is asked.</summary>
    public required ResolverSource Source { get; init; }

    /// <summary>Which addresses are used.</summary>
    public required AddressFamilies Families { get; init; }

    /// <summary>Names with addresses given by the user, which are used without asking anybody.</summary>
    public required IReadOnlyDictionary<string, ImmutableArray<IPAddress>> Overrides { get; init; }

    /// <summary>Time for one look-up, all servers and attempts together; 1 ms to one hour.</summary>
    public required TimeSpan LookupTimeout { get; init => field = Within(value, Tick, TimeSpan.FromHours(1)); }

    /// <summary>How long one name server is waited for before the next one is asked, in turn until <see cref="LookupTimeout"/>; 1 ms to one hour.</summary>
    public required TimeSpan QueryTimeout { get; init => field = Within(value, Tick, TimeSpan.FromHours(1)); }

    /// <summary>Look-ups under way at a time, further ones wait (their time does not run); 1 to 10,000.</summary>
    public required int MaxLookups { get; init => field = Within(value, 1, 10_000); }

    /// <summary>Threads for <see cref="ResolverSource.System"/>; 1 to 1,000.</summary>
    public required int MaxThreads { get; init => field = Within(value, 1, 1_000); }

    /// <summary>Names remembered; 0 to 10,000,000.</summary>
    public required int CacheSize { get; init => field = Within(value, 0, 10_000_000); }

    /// <summary>An answer is remembered at least this long, whatever its time to live; zero to one day.</summary>
    public required TimeSpan MinTtl { get; init => field = Within(value, TimeSpan.Zero, OneDay); }

    /// <summary>An answer is remembered no longer than this; zero to one day.</summary>
    public required TimeSpan MaxTtl { get; init => field = Within(value, TimeSpan.Zero, OneDay); }

    /// <summary>That a name does not exist is remembered no longer than this; zero to one day.</summary>
    public required TimeSpan NegativeTtl { get; init => field = Within(value, TimeSpan.Zero, OneDay); }

    /// <summary>That the name servers failed or did not answer is remembered this long; zero to one day.</summary>
    public required TimeSpan FailureTtl { get; init => field = Within(value, TimeSpan.Zero, OneDay); }

    private static T Within<T>(T value, T least, T most, [CallerMemberName] string property = "") where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be from {least} to {most}");
}
