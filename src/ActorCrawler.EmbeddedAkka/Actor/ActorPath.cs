using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Akka.Actor;

/// <summary>
/// The place of an actor in the tree of its system. Two paths are equal when address and names are; the uid, which tells one
/// incarnation of a name from the next, is left out of equality, as in Akka.NET (references compare it, paths do not).
/// </summary>
public sealed class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    private static readonly SearchValues<char> ValidCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\"-_.*$+:@&=,!~';()");

    private string? _text;

    internal ActorPath(Address address)
    {
        Address = address;
        Name = "/";
        Root = this;
        Parent = this;
    }

    private ActorPath(ActorPath parent, string name, long uid)
    {
        Address = parent.Address;
        Root = parent.Root;
        Parent = parent;
        Name = name;
        Uid = uid;
        Depth = parent.Depth + 1;
    }

    public Address Address { get; }

    /// <summary>The last element; "/" for the root.</summary>
    public string Name { get; }

    /// <summary>Tells incarnations of the same name apart; 0 when undefined.</summary>
    public long Uid { get; }

    /// <summary>The root's parent is the root itself.</summary>
    public ActorPath Parent { get; }

    public ActorPath Root { get; }

    public int Depth { get; }

    /// <summary>The names from the root down; empty for the root.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var elements = new string[Depth];
            for (var path = this; path.Depth > 0; path = path.Parent) elements[path.Depth - 1] = path.Name;
            return elements;
        }
    }

    public static ActorPath operator /(ActorPath path, string name) => new(path, name, 0);

    public static bool operator ==(ActorPath? left, ActorPath? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(ActorPath? left, ActorPath? right) => !(left == right);

    /// <summary>Whether <paramref name="s"/> may name an actor: ASCII letters, digits and some symbols, not starting with '$'.</summary>
    public static bool IsValidPathElement(string s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$') return false;
        for (var i = 0; i < s.Length; i++)
        {
            if (ValidCharacters.Contains(s[i])) continue;
            if (s[i] != '%' || i + 2 >= s.Length || !char.IsAsciiHexDigit(s[i + 1]) || !char.IsAsciiHexDigit(s[i + 2])) return false;
            i += 2;
        }

        return true;
    }

    /// <summary>Reads what <see cref="ToSerializationFormat"/> writes; throws <see cref="UriFormatException"/> on anything else.</summary>
    public static ActorPath Parse(string path) => TryParse(path, out var parsed)
        ? parsed
        : throw new UriFormatException($"Can not parse an ActorPath: {path}");

    public static bool TryParse(string path, [NotNullWhen(true)] out ActorPath? actorPath)
    {
        actorPath = null;
        if (!Address.TryParse(path, out var address, out var rest)) return false;
        actorPath = new ActorPath(address);
        var hash = rest.IndexOf('#');
        var uid = 0L;
        if (hash >= 0 && !long.TryParse(rest.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out uid)) return false;
        var elements = (hash < 0 ? rest : rest[..hash]).Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < elements.Length; i++) actorPath = new ActorPath(actorPath, elements[i], i == elements.Length - 1 ? uid : 0);
        return true;
    }

    public ActorPath Child(string childName) => this / childName;

    public ActorPath WithUid(long uid) => Depth == 0 || uid == Uid ? this : new ActorPath(Parent, Name, uid);

    public string ToStringWithoutAddress() => Depth == 0 ? "/" : "/" + string.Join('/', Elements);

    /// <summary>The path as text, with <paramref name="address"/> put in where the path's own is local.</summary>
    public string ToStringWithAddress(Address address) => (Address.HasGlobalScope ? Address : address) + ToStringWithoutAddress();

    /// <summary>The path as text with the uid.</summary>
    public string ToSerializationFormat() => ToString() + UidSuffix();

    public string ToSerializationFormatWithAddress(Address address) => ToStringWithAddress(address) + UidSuffix();

    public override string ToString() => _text ??= Address + ToStringWithoutAddress();

    public bool Equals(ActorPath? other)
    {
        if (other is null || Depth != other.Depth) return false;
        ActorPath a = this, b = other;
        for (; a.Depth > 0; a = a.Parent, b = b.Parent)
        {
            if (ReferenceEquals(a, b)) return true;
            if (a.Name != b.Name) return false;
        }

        return Address.Equals(other.Address);
    }

    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    public override int GetHashCode() => HashCode.Combine(Name, Depth == 0 ? "" : Parent.Name, Depth, Address.System);

    public int CompareTo(ActorPath? other) => other is null ? 1 : string.CompareOrdinal(ToString(), other.ToString());

    internal ActorPath Child(string name, long uid) => new(this, name, uid);

    private string UidSuffix() => Uid == 0 ? "" : "#" + Uid.ToString(CultureInfo.InvariantCulture);
}
