using System.Buffers;
using System.Runtime.Serialization;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Wire.Contract;
using ActorCrawler.Core.Frontier;
using Google.Protobuf;

namespace ActorCrawler.Actors.Wire;

/// <summary>
/// Jobs as bytes. The body, which is most of a job, is written behind all else by hand, and read where it lies: one copy where the generated
/// code makes two.
/// </summary>
internal static class JobWire
{
    private const uint BodyTag = (Job.BodyFieldNumber << 3) | (uint)WireFormat.WireType.LengthDelimited;

    public static byte[] Write(ParseJob job)
    {
        var head = HeadOf(job);
        var headSize = head.CalculateSize();
        var bytes = GC.AllocateUninitializedArray<byte>(headSize + BodySize(job));
        Write(head, headSize, job.Body.Span, bytes);
        return bytes;
    }

    public static void Write(ParseJob job, IBufferWriter<byte> buffer)
    {
        var head = HeadOf(job);
        var headSize = head.CalculateSize();
        var size = headSize + BodySize(job);
        Write(head, headSize, job.Body.Span, buffer.GetSpan(size));
        buffer.Advance(size);
    }

    /// <exception cref="SerializationException">It is no job.</exception>
    public static ParseJob Read(byte[] bytes)
    {
        var (before, body, after) = Split(bytes);
        var head = Job.Parser.ParseFrom(before.Span);
        if (!after.IsEmpty) head.MergeFrom(after.Span);
        return new ParseJob
        {
            LeaseId = head.Lease,
            Fence = head.Fence,
            Purpose = (LeasePurpose)head.Purpose,
            Url = head.Url,
            Depth = (int)head.Depth,
            Referrer = head.HasReferrer ? head.Referrer : null,
            FetchedAt = new DateTimeOffset(Math.Clamp(head.FetchedAt, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero),
            Elapsed = TimeSpan.FromTicks(head.Elapsed),
            Head = head.Head.Memory,
            Body = body,
            Truncated = head.Truncated,
        };
    }

    private static Job HeadOf(ParseJob job)
    {
        var head = new Job
        {
            Lease = job.LeaseId,
            Fence = job.Fence,
            Purpose = (uint)job.Purpose,
            Url = job.Url,
            Depth = (uint)job.Depth,
            FetchedAt = job.FetchedAt.UtcTicks,
            Elapsed = job.Elapsed.Ticks,
            Head = UnsafeByteOperations.UnsafeWrap(job.Head),
            Truncated = job.Truncated,
        };
        if (job.Referrer is { } referrer) head.Referrer = referrer;
        return head;
    }

    private static int BodySize(ParseJob job) => 1 + CodedOutputStream.ComputeLengthSize(job.Body.Length) + job.Body.Length;

    private static void Write(Job head, int headSize, ReadOnlySpan<byte> body, Span<byte> bytes)
    {
        head.WriteTo(bytes[..headSize]);
        var at = headSize;
        bytes[at++] = (byte)BodyTag;
        var length = (uint)body.Length;
        for (; length > 0x7F; length >>= 7) bytes[at++] = (byte)(length | 0x80);
        bytes[at++] = (byte)length;
        body.CopyTo(bytes[at..]);
    }

    /// <summary>The body's field, and the fields before and behind it.</summary>
    private static (ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> After) Split(byte[] bytes)
    {
        var input = new CodedInputStream(bytes);
        while (true)
        {
            var start = (int)input.Position;
            var tag = input.ReadTag();
            if (tag == 0) return (bytes, default, default);
            if (tag != BodyTag)
            {
                input.SkipLastField();
                continue;
            }

            var length = input.ReadLength();
            var at = (int)input.Position;
            if (length < 0 || length > bytes.Length - at) throw new SerializationException($"a body of {length} bytes in a message of {bytes.Length}");
            return (bytes.AsMemory(0, start), bytes.AsMemory(at, length), bytes.AsMemory(at + length));
        }
    }
}
