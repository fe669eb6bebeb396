using System.Buffers;
using System.Text;

namespace ActorCrawler.Storage.Sqlite;

/// <summary>A prepared statement, bound and run many times. Parameters count from 1, columns from 0, as in SQLite.</summary>
internal sealed unsafe class Statement(Database database, nint handle) : IDisposable
{
    private nint _handle = handle;

    internal Statement Bind(int index, long value)
    {
        _ = NativeSqlite.BindInt64(_handle, index, value);
        return this;
    }

    internal Statement Bind(int index, long? value) => value is { } number ? Bind(index, number) : BindNull(index);

    internal Statement Bind(int index, bool value) => Bind(index, value ? 1L : 0L);

    internal Statement BindNull(int index)
    {
        _ = NativeSqlite.BindNull(_handle, index);
        return this;
    }

    /// <summary>Binds UTF-8 text.</summary>
    internal Statement BindText(int index, ReadOnlySpan<byte> text)
    {
        fixed (byte* p = text)
        {
            byte nothing = 0;
            database.Check(NativeSqlite.BindText(_handle, index, p == null ? &nothing : p, text.Length));
        }

        return this;
    }

    internal Statement BindText(int index, string? text)
    {
        if (text is null) return BindNull(index);
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (length <= 1024)
        {
            Span<byte> few = stackalloc byte[1024];
            return BindText(index, few[..Encoding.UTF8.GetBytes(text, few)]);
        }

        var many = ArrayPool<byte>.Shared.Rent(length);
        BindText(index, many.AsSpan(0, Encoding.UTF8.GetBytes(text, many)));
        ArrayPool<byte>.Shared.Return(many);
        return this;
    }

    /// <summary>Binds bytes; none at all as NULL.</summary>
    internal Statement BindBlob(int index, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return BindNull(index);
        fixed (byte* p = bytes) database.Check(NativeSqlite.BindBlob(_handle, index, p, bytes.Length));
        return this;
    }

    /// <summary>Goes to the next row; false, and reset for the next use, when there is none.</summary>
    internal bool Step()
    {
        var code = NativeSqlite.Step(_handle);
        if (code == NativeSqlite.Row) return true;
        if (code != NativeSqlite.Done)
        {
            try
            {
                database.Check(code);
            }
            finally
            {
                Reset();
            }
        }

        Reset();
        return false;
    }

    /// <summary>Runs a statement that returns no rows.</summary>
    /// <returns>How many rows it changed.</returns>
    internal int Run()
    {
        Step();
        return database.Changes;
    }

    /// <summary>Makes it ready for the next use; bindings stay.</summary>
    internal void Reset()
    {
        if (_handle != 0) _ = NativeSqlite.Reset(_handle);
    }

    internal bool IsNull(int column) => NativeSqlite.ColumnType(_handle, column) == NativeSqlite.TypeNull;

    internal long Int64(int column) => NativeSqlite.ColumnInt64(_handle, column);

    internal int Int32(int column) => (int)NativeSqlite.ColumnInt64(_handle, column);

    internal long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    /// <summary>The bytes of a text or blob, valid until the statement moves.</summary>
    internal ReadOnlySpan<byte> Bytes(int column)
    {
        var p = NativeSqlite.ColumnBlob(_handle, column);
        return new ReadOnlySpan<byte>(p, NativeSqlite.ColumnBytes(_handle, column));
    }

    internal string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    internal string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public void Dispose()
    {
        if (_handle != 0) _ = NativeSqlite.Finalize(_handle);
        _handle = 0;
    }
}
