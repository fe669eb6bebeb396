using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Akka.Actor;
using Akka.Remote;
using Xunit.Abstractions;

namespace ActorCrawler.EmbeddedAkka.Tests.Remote.EmbeddedOnly;

/// <summary>
/// Random, torn and oversized input at the port. A few thousand frames in every run; <c>ACTORCRAWLER_FUZZ_FRAMES=100000</c> for the whole exercise.
/// </summary>
[Collection(nameof(Alone))]
public sealed class FuzzSpecs : IAsyncLifetime
{
    private static readonly int Frames =
        int.Parse(Environment.GetEnvironmentVariable("ACTORCRAWLER_FUZZ_FRAMES") ?? "2000", CultureInfo.InvariantCulture);

    private readonly RemoteSystems _systems = new();
    private readonly ActorSystem _here;
    private readonly ActorSystem _there;
    private readonly Probe _probe;
    private readonly Random _random = new(20_261_122);

    private readonly ITestOutputHelper _output;

    public FuzzSpecs(ITestOutputHelper output)
    {
        _output = output;
        const string Quiet = "akka.loglevel = OFF\nakka.remote.embedded.handshake-timeout = 2s";
        _here = _systems.Start("here", Quiet);
        _there = _systems.Start("there", Quiet);
        _probe = new Probe(_here, "b");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _systems.DisposeAsync().AsTask();

    [Fact]
    public async Task Noise_before_the_handshake_harms_nobody()
    {
        await ExpectNoHarmAsync(async () =>
        {
            for (var i = 0; i < Frames; i++)
            {
                using var socket = await RawPeer.ConnectAsync(RemoteSystems.AddressOf(_here));
                byte[] noise = _random.Next(3) switch
                {
                    0 => Bytes(_random.Next(1, 200)),
                    1 => [.. "ActorEmb"u8, 1, 0, .. Bytes(_random.Next(0, 300))],
                    _ => [.. "ActorEmb"u8, 1, 0, .. Bytes(32), 40, 0, .. Bytes(40 + 32)]
                };
                await SendQuietlyAsync(socket, noise);
            }
        });
    }

    [Fact]
    public async Task Noise_after_the_handshake_harms_nobody()
    {
        using var peer = new RawPeer();
        await ExpectNoHarmAsync(async () =>
        {
            for (var sent = 0; sent < Frames;)
            {
                var socket = await peer.DialAsync(_here, uid: sent + 1);
                // Until the system has had enough of it, or the peer goes in the middle of a frame.
                for (var more = true; more && sent < Frames; sent++) more = await SendQuietlyAsync(socket, Noise()) && _random.Next(20) > 0;
                socket.Dispose();
            }
        });
    }

    private byte[] Noise()
    {
        var frame = Frame();
        switch (_random.Next(7))
        {
            case 0:
                return Bytes(_random.Next(1, 500));
            case 1:
                return frame[.._random.Next(frame.Length)];
            case 2:
                frame[_random.Next(frame.Length)] ^= (byte)_random.Next(1, 256);
                return frame;
            case 3:
                BinaryPrimitives.WriteInt32LittleEndian(frame, _random.Next());
                return frame;
            default:
                return frame;
        }
    }

    // A sound frame, for nobody in particular.
    private byte[] Frame()
    {
        var path = Encoding.UTF8.GetBytes($"{RemoteSystems.AddressOf(_here)}/user/nobody-{_random.Next(5_000)}#{_random.Next(1, 100)}");
        var kind = _random.Next(1, 4);
        var slot = (ushort)(FrameLimits.DefinesSlot | _random.Next(1, FrameLimits.SlotCount));
        byte[] header = [(byte)kind, .. BitConverter.GetBytes(slot), .. BitConverter.GetBytes((ushort)path.Length), .. path, 0, 0];
        byte[] rest = kind == (int)FrameKind.Message
            ? [.. BitConverter.GetBytes(_random.Next(2) == 0 ? 16 : 4711), 1, 0x80, 1, 0, (byte)"SILBRKCN"[_random.Next(8)], .. Bytes(_random.Next(300))]
            : Bytes(_random.Next(3));
        return [.. BitConverter.GetBytes(header.Length + rest.Length), .. header, .. rest];
    }

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private static async Task<bool> SendQuietlyAsync(Socket socket, byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task ExpectNoHarmAsync(Func<Task> fuzz)
    {
        var remote = await RemoteSystems.FindAsync(_there, _here, "b");
        var transport = RawPeer.TransportOf(_here);
        await TalkAsync();
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var handles = Handles();
        await fuzz();
        await TalkAsync();

        // What is left is the one connection of the other system, once the last of the noise has been read.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (transport.OpenSockets > 1) await poll.WaitForNextTickAsync(limit.Token);
        await TalkAsync();
        var (memoryAfter, handlesAfter) = (GC.GetTotalMemory(forceFullCollection: true), Handles());
        _output.WriteLine($"{Frames} frames: {memory / 1024:N0} KiB live before, {memoryAfter / 1024:N0} after; {handles} handles before, {handlesAfter} after");
        Assert.InRange(memoryAfter - memory, long.MinValue, 16_000_000);
        Assert.InRange(handlesAfter - handles, int.MinValue, 50);

        async Task TalkAsync()
        {
            remote.Tell("are you there?");
            await _probe.ExpectAsync<string>();
        }
    }

    private static int Handles()
    {
        // Sockets that were dropped are closed when their memory is found to be free.
        GC.WaitForPendingFinalizers();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : process.HandleCount;
    }

    /// <summary>What these specs measure is the memory of the whole process.</summary>
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;
}
