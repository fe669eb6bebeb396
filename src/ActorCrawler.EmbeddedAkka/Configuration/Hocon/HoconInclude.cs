namespace Akka.Configuration.Hocon;

/// <summary><c>include "name"</c>, <c>include file("name")</c>, <c>include required(...)</c> around either.</summary>
internal sealed record HoconInclude(string Name, bool Required)
{
    /// <returns>Null, with nothing read, when no include stands here.</returns>
    public static HoconInclude? Read(HoconCursor cursor)
    {
        var start = cursor.Position;
        if (!cursor.Take("include") || cursor.TakeSpaces().Length == 0)
            return Back(cursor, start);
        var required = cursor.Take("required(");
        var file = cursor.Take("file(");
        cursor.TakeSpaces();
        if (cursor.Peek != '"')
            return required || file ? throw cursor.Error("a name in quotes is expected") : Back(cursor, start);
        var name = cursor.ReadQuoted();
        for (var open = (required ? 1 : 0) + (file ? 1 : 0); open > 0; open--)
        {
            cursor.TakeSpaces();
            if (!cursor.Take(")"))
                throw cursor.Error("')' is expected");
        }

        return new HoconInclude(name, required);
    }

    private static HoconInclude? Back(HoconCursor cursor, int start)
    {
        cursor.Position = start;
        return null;
    }
}
