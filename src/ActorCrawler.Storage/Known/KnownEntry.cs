using System.Runtime.InteropServices;

namespace ActorCrawler.Storage.Known;

/// <summary>A known URL as it stands in memory tables and segments: fingerprint and <see cref="KnownUrl"/>. 24 bytes; a value of 0 is an empty place.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly struct KnownEntry(ulong high, ulong low, long value)
{
    internal readonly ulong High = high;

    internal readonly ulong Low = low;

    internal readonly long Value = value;

    internal bool IsEmpty => Value == 0;

    internal bool IsBefore(ulong high, ulong low) => High != high ? High < high : Low < low;

    internal bool Is(ulong high, ulong low) => High == high && Low == low;
}
