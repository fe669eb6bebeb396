using System.Net.Sockets;
using ActorCrawler.CommandPort;
using ActorCrawler.EmbeddedCmd.Tests.Support;
using Akka.Actor;
using Akka.Configuration;
using Petabridge.Cmd;
using Petabridge.Cmd.Host;

namespace ActorCrawler.EmbeddedCmd.Tests;

public sealed class CommandPortSpecs
{
    [Fact]
    public async Task Client_learns_palettes_when_connected()
    {
        await using var host = new CommandHost();

        var palette = Assert.Single((await host.ConnectAsync()).Palettes);

        Assert.Equal("specs", palette.Name);
        var echo = palette.Commands[0];
        Assert.Equal(("echo", "Says it again."), (echo.Name, echo.Description));
        Assert.Equal(["text", "times"], echo.Arguments.Select(a => a.Name));
        Assert.Equal(["-t", "--text"], echo.Arguments[0].Switches);
        Assert.Equal([true, false], echo.Arguments.Select(a => a.IsMandatory));
        Assert.Equal([null, "1"], echo.Arguments.Select(a => a.Default));
    }

    [Fact]
    public async Task Command_gets_its_arguments_and_defaults_when_run()
    {
        await using var host = new CommandHost();
        var client = await host.ConnectAsync();

        Assert.Equal("é", await CommandHost.RunAsync(client, "specs echo", ("--text", "é")));
        Assert.Equal("a a", await CommandHost.RunAsync(client, "specs echo", ("-n", "2"), ("-t", "a")));
    }

    [Theory]
    [InlineData("specs parts", "one\ntwo")]
    [InlineData("specs fail", "!it failed")]
    [InlineData("specs throw", "!a bug")]
    [InlineData("specs nothing", "!there is no command specs nothing")]
    [InlineData("nothing echo", "!there is no command nothing echo")]
    [InlineData("specs echo", "!specs echo needs text")]
    public async Task Command_answers_when_run(string command, string answer)
    {
        await using var host = new CommandHost();
        var client = await host.ConnectAsync();

        Assert.Equal(answer, await CommandHost.RunAsync(client, command));
        Assert.Equal("still here", await CommandHost.RunAsync(client, "specs echo", ("-t", "still here")));
    }

    [Fact]
    public async Task Command_is_refused_when_switch_is_unknown_or_repeated()
    {
        await using var host = new CommandHost();
        var client = await host.ConnectAsync();

        Assert.Equal("!specs echo has no switch -x", await CommandHost.RunAsync(client, "specs echo", ("-x", "a")));
        Assert.Equal("!--text is given twice", await CommandHost.RunAsync(client, "specs echo", ("-t", "a"), ("--text", "a")));
    }

    [Fact]
    public async Task Command_fails_when_nobody_answers_in_time()
    {
        await using var host = new CommandHost("petabridge.cmd.embedded.answer-timeout = 200ms");
        var client = await host.ConnectAsync();

        Assert.Equal("!no answer within 0.2 s", await CommandHost.RunAsync(client, "specs silent"));
    }

    [Fact]
    public async Task Late_answer_is_dropped_when_next_command_runs()
    {
        await using var host = new CommandHost();
        var client = await host.ConnectAsync();
        await CommandHost.RunAsync(client, "specs late");

        (await host.Late).Tell(new CommandResponse("too late"));

        Assert.Equal("now", await CommandHost.RunAsync(client, "specs echo", ("-t", "now")));
    }

    [Fact]
    public async Task Each_connection_has_a_handler_of_its_own_when_several_are_open()
    {
        await using var host = new CommandHost();
        var (one, two) = (await host.ConnectAsync(), await host.ConnectAsync());

        Assert.Equal("1", await CommandHost.RunAsync(one, "specs count"));
        Assert.Equal("2", await CommandHost.RunAsync(one, "specs count"));
        Assert.Equal("1", await CommandHost.RunAsync(two, "specs count"));
    }

    [Fact]
    public async Task Long_answer_is_cut_when_it_passes_its_limit()
    {
        await using var host = new CommandHost();
        var client = await host.ConnectAsync();
        long length = 0;

        var problem = await client.RunAsync(new CommandRequest("specs", "flood", []), text => length += text.Length, CancellationToken.None);

        Assert.Equal("the answer is too long; the rest was dropped", problem);
        Assert.InRange(length, 4_000_000, 4 << 20);
    }

    [Fact]
    public async Task Other_clients_are_served_when_one_reads_nothing()
    {
        await using var host = new CommandHost("petabridge.cmd.embedded.write-timeout = 500ms");
        var slow = await host.DialAndProveAsync();
        var flood = new CommandFrame(CommandFrameKind.Run, CommandWire.Write(new CommandRequest("specs", "flood", [])));
        await flood.WriteAsync(slow, CancellationToken.None);

        Assert.Equal("a", await CommandHost.RunAsync(await host.ConnectAsync(), "specs echo", ("-t", "a")));

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (true) await flood.WriteAsync(slow, limit.Token);
        });
    }

    [Fact]
    public async Task Silent_client_is_put_out_when_idle_for_too_long()
    {
        await using var host = new CommandHost("petabridge.cmd.embedded { idle-timeout = 200ms, handshake-timeout = 200ms }");

        Assert.True(await CommandHost.EndsAsync(await host.DialAndProveAsync()));
        Assert.True(await CommandHost.EndsAsync(await host.DialAsync()));
    }

    [Fact]
    public async Task Client_is_turned_away_when_too_many_are_connected()
    {
        await using var host = new CommandHost("petabridge.cmd.embedded.max-connections = 2");
        var (first, _) = (await host.ConnectAsync(), await host.ConnectAsync());

        await Assert.ThrowsAsync<CommandPortException>(() => host.ConnectAsync());

        Assert.Equal("a", await CommandHost.RunAsync(first, "specs echo", ("-t", "a")));
    }

    [Fact]
    public async Task Client_is_refused_when_its_secret_is_wrong()
    {
        await using var host = new CommandHost();

        var error = await Assert.ThrowsAsync<CommandPortException>(() => host.ConnectAsync("another secret, for once"));

        Assert.Contains("secret", error.Message, StringComparison.Ordinal);
        Assert.Equal("a", await CommandHost.RunAsync(await host.ConnectAsync(), "specs echo", ("-t", "a")));
    }

    [Fact]
    public async Task Client_gives_no_command_when_server_does_not_prove_itself()
    {
        using var impostor = new Socket(SocketType.Stream, ProtocolType.Tcp);
        impostor.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        impostor.Listen();
        Assert.True(CommandSecret.TryParse(CommandHost.Secret, out var secret));
        Assert.True(CommandSecret.TryParse("another secret, for once", out var other));
        var connecting = CommandClient.ConnectAsync(impostor.LocalEndPoint!, secret, TimeSpan.FromSeconds(20), CancellationToken.None);

        using var stream = new NetworkStream(await impostor.AcceptAsync(), ownsSocket: true);
        Assert.False(await CommandHandshake.ServeAsync(stream, other, CancellationToken.None));

        await Assert.ThrowsAsync<CommandPortException>(() => connecting);
    }

    [Fact]
    public async Task Endpoint_file_is_its_owners_alone_and_goes_when_system_ends()
    {
        string path;
        await using (var host = new CommandHost())
        {
            path = host.EndpointFile;

            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal(CommandHost.Secret, CommandEndpoint.Read(path)!.Secret!.Text);
            await host.System.Terminate();
            Assert.False(File.Exists(path));
        }
    }

    [Theory]
    [InlineData("petabridge.cmd.embedded.secret = short", "petabridge.cmd.embedded.secret")]
    [InlineData("petabridge.cmd.host = \"0.0.0.0\"", "-p:CommandHost=Petabridge")]
    public async Task Port_is_not_opened_when_configuration_will_not_do(string hocon, string named)
    {
        var system = ActorSystem.Create("specs", ConfigurationFactory.ParseString(hocon).WithFallback(
            $"akka.coordinated-shutdown.run-by-clr-shutdown-hook = off\npetabridge.cmd.embedded.secret = \"{CommandHost.Secret}\""));

        var error = Assert.Throws<ConfigurationException>(() => PetabridgeCmd.Get(system).Start());

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        await system.Terminate();
    }

    /// <summary>Whoever ended the crawl by a command was sometimes told only that the connection had ended.</summary>
    [Fact]
    public async Task Answer_gets_out_when_the_system_ends_while_it_is_written()
    {
        await using var host = new CommandHost();
        await using var stream = await host.DialAndProveAsync();
        await new CommandFrame(CommandFrameKind.Run, CommandWire.Write(new CommandRequest("specs", "flood", []))).WriteAsync(stream, CancellationToken.None);
        Assert.Equal(CommandFrameKind.Text, (await ReadAsync())!.Value.Kind);

        await host.System.Terminate();

        var last = CommandFrameKind.Text;
        while (await ReadAsync() is { } frame) last = frame.Kind;
        Assert.Equal(CommandFrameKind.Failed, last);

        async Task<CommandFrame?> ReadAsync() => await CommandFrame.ReadAsync(stream, CommandClient.MaxFrame, CancellationToken.None);
    }
}
