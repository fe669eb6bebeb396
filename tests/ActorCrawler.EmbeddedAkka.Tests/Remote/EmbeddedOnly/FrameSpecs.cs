using System.Buffers.Binary;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Remote;

namespace ActorCrawler.EmbeddedAkka.Tests.Remote.EmbeddedOnly;

public sealed class FrameSpecs
{
    private const int MaximumFrameSize = 300_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Frames_are_read_as_they_were_written_however_they_are_torn(int seed)
    {
        var random = new Random(seed);
        var actors = Enumerable.Range(0, 3_000).Select(i => (EmptyLocalActorRef)RawPeer.Named($"akka.tcp://a@127.0.0.1:1/user/{i % 7}/actor-{i}#{i + 1}")).ToArray();
        string[] manifests = ["", "A", "page", new string('m', 2_000)];
        var frames = Enumerable.Range(0, 400).Select(_ => RandomFrame(random, actors, manifests)).ToList();
        var bytes = await WriteAsync(frames);

        var read = new List<InboundFrame>();
        var (client, server) = await RawPeer.PairAsync();
        using (client)
        using (server)
        {
            var reader = new FrameReader(MaximumFrameSize, RawPeer.Named);
            for (var at = 0; at < bytes.Length;)
            {
                var piece = Math.Min(bytes.Length - at, random.Next(3) == 0 ? random.Next(1, 20) : random.Next(1, 60_000));
                await client.SendAsync(bytes.AsMemory(at, piece));
                at += piece;
                do
                {
                    Assert.True(await reader.ReceiveAsync(server));
                    while (reader.TryRead(out var frame)) read.Add(frame);
                }
                while (server.Available > 0);
            }
        }

        Assert.Equal(frames.Count, read.Count);
        foreach (var (expected, actual) in frames.Zip(read))
        {
            Assert.Equal(expected.Kind, actual.Kind);
            Assert.Equal(expected.Recipient?.Path.ToSerializationFormat(), actual.Recipient?.Path.ToSerializationFormat());
            Assert.Equal(expected.Sender?.Path.ToSerializationFormat(), actual.Sender?.Path.ToSerializationFormat());
            Assert.Equal(expected.SerializerId, actual.SerializerId);
            Assert.Equal(expected.Manifest, actual.Manifest);
            Assert.True(expected.Payload.AsSpan().SequenceEqual(actual.Payload));
        }
    }

    [Fact]
    public async Task Texts_travel_once()
    {
        var actor = (EmptyLocalActorRef)RawPeer.Named("akka.tcp://a@127.0.0.1:1/user/somebody-with-a-long-name#12345");
        var second = new List<int>();
        // Two texts may fall into one slot, by chance: hardly three times.
        foreach (var manifest in new[] { "manifest", "another", "a third one" })
        {
            var frame = new OutboundFrame(FrameKind.Message, actor, actor, 1, manifest, new byte[] { 1, 2, 3 });
            second.Add((await WriteAsync([frame, frame])).Length - (await WriteAsync([frame])).Length);
        }

        Assert.Equal(4 + 1 + 2 + 2 + 4 + 2 + 3, second.Min());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(MaximumFrameSize + FrameLimits.LongestHeader + 1)]
    public async Task Impossible_length_is_refused(int length)
    {
        var bytes = new byte[64];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        await Assert.ThrowsAsync<FrameException>(() => ReadAsync(bytes));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 0 })] // no such kind
    [InlineData(new byte[] { 4, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 3, 5, 0, 0, 0 })] // a slot that was never defined
    [InlineData(new byte[] { 3, 0xFF, 0x7F, 0, 0 })] // a slot beyond the last one
    [InlineData(new byte[] { 3, 0, 0x80, 0, 0, 0, 0 })] // defines slot 0
    [InlineData(new byte[] { 3, 0, 0x84, 0, 0, 0, 0 })] // defines slot 1024
    [InlineData(new byte[] { 3, 1, 0x80, 0xFF, 0xFF, 0, 0 })] // a text that is too long
    [InlineData(new byte[] { 3, 1, 0x80, 9, 0, (byte)'a', 0 })] // a text that goes beyond the frame
    [InlineData(new byte[] { 1, 0, 0, 0, 0 })] // a message without serializer
    public async Task Malformed_frame_is_refused(byte[] frame)
    {
        byte[] bytes = [(byte)frame.Length, 0, 0, 0, .. frame];
        await Assert.ThrowsAsync<FrameException>(() => ReadAsync(bytes));
    }

    [Fact]
    public async Task Text_that_is_too_long_is_not_written()
    {
        var fits = new OutboundFrame(FrameKind.Message, null, null, 1, "m", new byte[] { 1 });
        var frame = fits with { Manifest = new string('m', FrameLimits.LongestText + 1) };
        var writer = new FrameWriter();
        Assert.False(writer.Add(frame));
        Assert.Equal((await WriteAsync([fits])).Length, (await WriteAsync([frame, fits])).Length);
    }

    [Fact]
    public void Queue_gives_urgent_frames_first_and_the_others_in_order()
    {
        var queue = new OutboundQueue(long.MaxValue);
        var frames = Enumerable.Range(1, 3).Select(i => new OutboundFrame(FrameKind.Message, null, null, i, "", Array.Empty<byte>())).ToArray();
        queue.TryAdd(frames[0], urgent: false);
        queue.TryAdd(frames[1], urgent: false);
        queue.TryAdd(frames[2], urgent: true);
        var order = new List<int>();
        while (queue.TryTake(out var frame)) order.Add(frame.SerializerId);
        Assert.Equal([3, 1, 2], order);
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void Queue_is_limited_in_bytes_but_lets_news_of_deaths_through()
    {
        var queue = new OutboundQueue(1_000);
        var message = new OutboundFrame(FrameKind.Message, null, null, 1, "", new byte[400]);
        var system = new OutboundFrame(FrameKind.System, null, null, 0, "", new byte[] { 1 });
        Assert.True(queue.TryAdd(message, urgent: false));
        Assert.True(queue.TryAdd(message, urgent: false));
        Assert.False(queue.TryAdd(message, urgent: false));
        Assert.True(queue.TryAdd(system, urgent: false));
        Assert.True(queue.TryAdd(message, urgent: true));
        Assert.True(queue.TryTake(out _));
        Assert.True(queue.TryTake(out _));
        Assert.True(queue.TryAdd(message, urgent: false));
    }

    private static OutboundFrame RandomFrame(Random random, EmptyLocalActorRef[] actors, string[] manifests)
    {
        var payload = new byte[random.Next(4) switch { 0 => 0, 1 => random.Next(100), 2 => random.Next(10_000), _ => random.Next(150_000) }];
        random.NextBytes(payload);
        // Few actors most of the time, so that slots are used again, and now and then so many that they are overwritten.
        EmptyLocalActorRef? Any() => random.Next(5) == 0 ? null : actors[random.Next(random.Next(4) == 0 ? actors.Length : 5)];
        return (FrameKind)random.Next(1, 4) is var kind and not FrameKind.Message
            ? new OutboundFrame(kind, Any(), Any(), 0, "", payload)
            : new OutboundFrame(FrameKind.Message, Any(), Any(), random.Next(), manifests[random.Next(manifests.Length)], payload);
    }

    private static async Task<byte[]> WriteAsync(List<OutboundFrame> frames)
    {
        var (client, server) = await RawPeer.PairAsync();
        using var all = new MemoryStream();
        using (server)
        {
            var reading = new NetworkStream(server).CopyToAsync(all);
            var writer = new FrameWriter();
            foreach (var frame in frames)
            {
                writer.Add(frame);
                if (writer.IsFull) await writer.FlushAsync(client);
            }

            await writer.FlushAsync(client);
            client.Shutdown(SocketShutdown.Send);
            await reading;
            client.Dispose();
        }

        return all.ToArray();
    }

    private static async Task ReadAsync(byte[] bytes)
    {
        var (client, server) = await RawPeer.PairAsync();
        using (client)
        using (server)
        {
            await client.SendAsync(bytes);
            var reader = new FrameReader(MaximumFrameSize, RawPeer.Named);
            await reader.ReceiveAsync(server);
            while (reader.TryRead(out _))
            {
            }
        }
    }
}
