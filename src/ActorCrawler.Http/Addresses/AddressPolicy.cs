using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace ActorCrawler.Http.Addresses;

/// <summary>
/// Which network addresses may be connected to: the guard against server-side request forgery. Public addresses always may; the rest is in
/// <see cref="SpecialAddresses"/>. Compared by value; <see cref="ToString"/> and <see cref="Parse"/> are its form on the wire.
/// </summary>
public sealed class AddressPolicy : IEquatable<AddressPolicy>
{
    /// <summary>Public addresses only: the default of every crawl.</summary>
    public static readonly AddressPolicy PublicOnly = new(false, []);

    /// <summary>Public and private addresses, loopback included; cloud metadata services excluded.</summary>
    public static readonly AddressPolicy AllowPrivate = new(true, []);

    private const string PrivateWord = "private";
    private readonly string _text;

    /// <summary>Makes a policy.</summary>
    /// <param name="allowsPrivate">Whether private, loopback, link-local and like addresses are allowed; never lifts metadata addresses.</param>
    /// <param name="allowedNets">Networks that are allowed whatever they hold, metadata addresses included.</param>
    public AddressPolicy(bool allowsPrivate, IEnumerable<IPNetwork> allowedNets)
    {
        AllowsPrivate = allowsPrivate;
        AllowedNets = [.. allowedNets.Distinct().OrderBy(net => net.ToString(), StringComparer.Ordinal)];
        _text = string.Join(',', AllowedNets.Select(net => net.ToString()).Prepend(allowsPrivate ? PrivateWord : "").Where(word => word.Length > 0));
    }

    /// <summary>Whether private addresses are allowed.</summary>
    public bool AllowsPrivate { get; }

    /// <summary>Networks that are allowed whatever they hold.</summary>
    public ImmutableArray<IPNetwork> AllowedNets { get; }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no policy.</exception>
    public static AddressPolicy Parse(string text)
    {
        var words = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var allowsPrivate = words.Contains(PrivateWord);
        if (words.Length == (allowsPrivate ? 1 : 0))
            return allowsPrivate ? AllowPrivate : PublicOnly;
        return new AddressPolicy(allowsPrivate, words.Where(word => word != PrivateWord).Select(ParseNet));
    }

    /// <summary>Reads a network such as <c>10.0.0.0/8</c> or a single address; bits behind the prefix are dropped.</summary>
    /// <exception cref="FormatException">The text is no network.</exception>
    public static IPNetwork ParseNet(string text)
    {
        var slash = text.IndexOf('/');
        if (!IPAddress.TryParse(slash < 0 ? text : text.AsSpan(0, slash), out var address))
            throw new FormatException($"'{text}' is no network; write it as 10.0.0.0/8 or fd00::/8");
        var bits = address.GetAddressBytes().Length * 8;
        var prefix = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, null, out prefix) || prefix > bits))
            throw new FormatException($"'{text}' has no prefix length from 0 to {bits} after its slash");
        return new IPNetwork(Masked(address, prefix), prefix);
    }

    /// <summary>Judges an address: null when it may be connected to, else what it is and why it is refused, for people.</summary>
    public string? Refusal(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var net in AllowedNets)
        {
            if (net.Contains(plain) || net.Contains(address))
                return null;
        }
        var special = SpecialAddresses.Find(plain);
        return special switch
        {
            null => null,
            { Class: AddressClass.Private } when AllowsPrivate => null,
            { Class: AddressClass.Private } => $"{address} is {special.Value.What}; --allow-private would allow it",
            _ => $"{address} is {special.Value.What}; only --allow-net {plain} would allow it",
        };
    }

    /// <inheritdoc/>
    public bool Equals(AddressPolicy? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AddressPolicy);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(_text, StringComparison.Ordinal);

    /// <summary>The policy as a text: <c>private,10.0.0.0/8</c>; empty for public addresses only.</summary>
    public override string ToString() => _text;

    private static IPAddress Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var keep = Math.Clamp(prefix - i * 8, 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - keep));
        }
        return new IPAddress(bytes);
    }
}
