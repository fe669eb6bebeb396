using System.Buffers;
using System.Buffers.Text;

namespace ActorCrawler.Simulator.Web;

/// <summary>Writes bytes and numbers to a buffer writer, in large pieces.</summary>
internal ref struct Utf8Writer(IBufferWriter<byte> output)
{
    private const int Piece = 16 * 1024;

    private Span<byte> _span;
    private int _used;

    /// <summary>Bytes written so far.</summary>
    public long Written { get; private set; }

    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _span.Length - _used)
            Next(bytes.Length);
        bytes.CopyTo(_span[_used..]);
        _used += bytes.Length;
        Written += bytes.Length;
    }

    public void Write(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var length);
        Write(digits[..length]);
    }

    /// <summary>Writes text into HTML: <c>&amp;</c> is the one character of our texts that needs it.</summary>
    public void WriteEscaped(scoped ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'&') is >= 0 and var at)
        {
            Write(bytes[..at]);
            Write("&amp;"u8);
            bytes = bytes[(at + 1)..];
        }
        Write(bytes);
    }

    public void Flush()
    {
        if (_used > 0)
            output.Advance(_used);
        _span = default;
        _used = 0;
    }

    private void Next(int size)
    {
        Flush();
        _span = output.GetSpan(Math.Max(size, Piece));
    }
}
