using System.Net;
using System.Net.Sockets;
using ActorCrawler.CommandPort;
using Akka.Actor;
using Akka.Configuration;
using Petabridge.Cmd.Host;

namespace ActorCrawler.EmbeddedCmd.Tests.Support;

/// <summary>An actor system with a command port, and clients of it; ended with the test.</summary>
internal sealed class CommandHost : IAsyncDisposable
{
    public const string Secret = "a secret for specs, and for nothing else";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly List<IDisposable> _clients = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("command-port-");
    private readonly TaskCompletionSource<IActorRef> _late = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CommandHost(string hocon = "", params CommandPaletteHandler[] more)
    {
        System = ActorSystem.Create("specs", ConfigurationFactory.ParseString(hocon).WithFallback(ConfigurationFactory.ParseString($$"""
            akka {
              loglevel = WARNING
              stdout-loglevel = ERROR
              log-dead-letters = off
              coordinated-shutdown.run-by-clr-shutdown-hook = off
            }
            petabridge.cmd {
              host = "127.0.0.1"
              port = 0
              embedded { secret = "{{Secret}}", endpoint-file = "{{EndpointFile.Replace("\\", "\\\\")}}" }
            }
            """)));
        var port = PetabridgeCmd.Get(System);
        foreach (var palette in more) port.RegisterCommandPalette(palette);
        port.RegisterCommandPalette(new SpecCommands(_late));
        port.Start();
    }

    public ActorSystem System { get; }

    public string EndpointFile => Path.Combine(_folder.FullName, "crawl.commands");

    public IPEndPoint Address => CommandEndpoint.Read(EndpointFile)!.Address;

    /// <summary>Who waits for the answer to the command <c>late</c>.</summary>
    public Task<IActorRef> Late => _late.Task.WaitAsync(Limit);

    public async Task<CommandClient> ConnectAsync(string secret = Secret)
    {
        Assert.True(CommandSecret.TryParse(secret, out var parsed));
        var client = await CommandClient.ConnectAsync(Address, parsed, Limit, CancellationToken.None);
        _clients.Add(client);
        return client;
    }

    /// <summary>A connection on which nothing was said yet.</summary>
    public async Task<NetworkStream> DialAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _clients.Add(socket);
        await socket.ConnectAsync(Address);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>A connection behind its handshake, its palettes read.</summary>
    public async Task<NetworkStream> DialAndProveAsync()
    {
        var stream = await DialAsync();
        Assert.True(CommandSecret.TryParse(Secret, out var secret));
        await CommandHandshake.ConnectAsync(stream, secret, CancellationToken.None);
        await CommandFrame.ReadAsync(stream, CommandClient.MaxFrame, CancellationToken.None);
        return stream;
    }

    /// <summary>Runs a command; the answer's parts are joined by line ends, a failure has an exclamation mark before it.</summary>
    public static async Task<string> RunAsync(CommandClient client, string command, params (string, string)[] arguments)
    {
        var words = command.Split(' ');
        var parts = new List<string>();
        var problem = await client.RunAsync(new CommandRequest(words[0], words[1], arguments), parts.Add, CancellationToken.None).WaitAsync(Limit);
        return problem is null ? string.Join('\n', parts) : "!" + problem;
    }

    /// <summary>Reads until the other side ends the connection.</summary>
    public static async Task<bool> EndsAsync(Stream stream)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var buffer = new byte[65536];
            while (await stream.ReadAsync(buffer, limit.Token) > 0)
            {
            }

            return true;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await System.Terminate();
        _folder.Delete(recursive: true);
    }
}
