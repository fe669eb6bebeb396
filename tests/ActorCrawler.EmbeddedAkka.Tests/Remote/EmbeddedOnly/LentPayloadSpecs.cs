using System.Buffers;
using Akka.Actor;
using Akka.Event;
using Akka.Remote;
using Akka.Serialization;

namespace ActorCrawler.EmbeddedAkka.Tests.Remote.EmbeddedOnly;

/// <summary>Messages whose serializer writes into memory that the runtime lends.</summary>
public sealed class LentPayloadSpecs : IAsyncLifetime
{
    private static readonly string Config = $$"""
        akka.actor {
          serializers { lent = "{{typeof(LentSerializer).AssemblyQualifiedName}}" }
          serialization-bindings { "{{typeof(Lent).AssemblyQualifiedName}}" = lent }
          serialization-identifiers { "{{typeof(LentSerializer).AssemblyQualifiedName}}" = 4712 }
        }
        """;

    private readonly RemoteSystems _systems = new();
    private readonly ActorSystem _here;
    private readonly ActorSystem _there;

    public LentPayloadSpecs()
    {
        _here = _systems.Start("here", Config);
        _there = _systems.Start("there", Config);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _systems.DisposeAsync().AsTask();

    /// <summary>An array that was given back too early would hold a later message by the time it is sent.</summary>
    [Fact]
    public async Task They_arrive_whole_and_in_order()
    {
        var random = new Random(11);
        var receiver = new Probe(_there, "receiver");
        var remote = await RemoteSystems.FindAsync(_here, _there, "receiver");
        // Most are of one size in the pool, so that an array comes back soon.
        var messages = Enumerable.Range(0, 1_000).Select(i => (i % 200) switch { 0 => 1_500_000, < 20 => random.Next(200), _ => random.Next(17_000, 32_000) })
            .Select(size => Bytes(random, size)).ToList();

        foreach (var bytes in messages) remote.Tell(new Lent(bytes));

        foreach (var bytes in messages) Assert.Equal(bytes, (await receiver.ExpectAsync<Lent>()).Bytes);
    }

    [Fact]
    public async Task One_that_reaches_nobody_is_a_dead_letter_as_it_was()
    {
        var letters = new Probe(_here, "letters");
        _here.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        var bytes = Bytes(new Random(12), 60_000);
        var gone = ((ExtendedActorSystem)_here).Provider.ResolveActorRef("akka.tcp://there@127.0.0.1:1/user/nobody#5");

        gone.Tell(new Lent(bytes));

        Assert.Equal(bytes, Assert.IsType<Lent>((await letters.ExpectAsync<DeadLetter>()).Message).Bytes);
    }

    [Fact]
    public void Writer_takes_what_comes_in_any_portions()
    {
        var random = new Random(13);
        var writer = new PayloadWriter();
        var expected = new List<byte>();
        for (var i = 0; i < 300; i++)
        {
            var piece = Bytes(random, random.Next(random.Next(10) == 0 ? 20_000 : 50));
            var room = writer.GetSpan(random.Next(2) == 0 ? piece.Length : piece.Length + random.Next(5_000));
            Assert.True(room.Length >= Math.Max(piece.Length, 1));
            piece.CopyTo(room);
            writer.Advance(piece.Length);
            expected.AddRange(piece);
        }

        Assert.Equal(expected, writer.Payload);
    }

    [Fact]
    public void Writer_refuses_more_than_it_lent()
    {
        var writer = new PayloadWriter();
        var room = writer.GetMemory(100).Length;

        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Advance(room + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Advance(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.GetMemory(-1));
        Assert.Equal(0, writer.Payload.Count);
    }

    /// <summary>The pool keeps what a thread gave back last for the same thread.</summary>
    [Fact]
    public void Frame_is_released_when_its_payload_is_not_looked_at_any_more()
    {
        var (small, large) = (Frame(1_000), Frame(20_000));
        var writer = new FrameWriter();

        Assert.True(writer.Add(small));
        Assert.Same(small.Payload.Array, ArrayPool<byte>.Shared.Rent(small.Payload.Array!.Length));
        Assert.True(writer.Add(large));
        Assert.NotSame(large.Payload.Array, ArrayPool<byte>.Shared.Rent(large.Payload.Array!.Length));
    }

    private static OutboundFrame Frame(int size)
    {
        var writer = new PayloadWriter();
        writer.Write(new byte[size]);
        return new OutboundFrame(FrameKind.Message, null, null, 1, "m", writer.Payload, IsLent: true);
    }

    private static byte[] Bytes(Random random, int size)
    {
        var bytes = new byte[size];
        random.NextBytes(bytes);
        return bytes;
    }

    public sealed record Lent(byte[] Bytes);

    public sealed class LentSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system), IBufferSerializer
    {
        public override string Manifest(object o) => "L";

        public override byte[] ToBinary(object obj) => throw new InvalidOperationException("The runtime lends memory.");

        public void ToBinary(object obj, IBufferWriter<byte> buffer) => buffer.Write(((Lent)obj).Bytes);

        public override object FromBinary(byte[] bytes, string manifest) => new Lent(bytes);
    }
}
