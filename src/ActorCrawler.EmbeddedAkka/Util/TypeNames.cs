namespace Akka;

/// <summary>Class names in configuration.</summary>
internal static class TypeNames
{
    /// <summary>
    /// The type of that name; null when there is none. Akka.NET's names are given with its assembly (<c>..., Akka</c>) or without:
    /// either way they mean the class of that name here.
    /// </summary>
    internal static Type? Resolve(string name)
    {
        if (Type.GetType(name) is { } type) return type;
        var comma = name.IndexOf(',');
        return comma > 0 && name.StartsWith("Akka.", StringComparison.Ordinal) ? typeof(TypeNames).Assembly.GetType(name[..comma]) : null;
    }
}
