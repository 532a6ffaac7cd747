using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 43: another local user at the port of a host, and on it. Clients without the certificate are in EndToEnd.Tests/SecurityTests.</summary>
public sealed class StrangerPortTests : SandboxTest
{
    [SkippableFact]
    public void Should_take_no_request_of_another_users_own_client_and_root()
    {
        Stranger.Need();
        File.SetUnixFileMode(Box.Path, File.GetUnixFileMode(Box.Path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Cli.Ok("host", "start");
        var ours = Port(Box.HostFile("endpoint.json"));
        var stranger = new Stranger(Box).Caller(new Programs(Box).Install());
        stranger.Ok("host", "start");
        var endpoint = Path.Combine(stranger.Environment["AGENT_EXEC_ROOT"], ".host/endpoint.json");
        var theirs = Port(endpoint);
        SetPort(endpoint, ours);
        // It is hung up on without a word. Its own host writes the right port again within a second, so in the end it runs in its own root.
        Assert.Equal("exited", stranger.Ok("run", "--", $"touch {Box["ran"]}").State);
        Assert.Equal(theirs, Port(endpoint));
        Assert.Equal("exited", stranger.Ok("run", "--", "true").State);
        stranger.Ok("host", "stop");
        Assert.False(File.Exists(Box["ran"]));
        Assert.Empty(Box.Jobs());
        Assert.Equal(0, Cli.Ok("host", "status").Number("refused_messages"));
    }

    [SkippableFact]
    public async Task Should_not_talk_to_whoever_took_over_the_port_of_a_dead_host()
    {
        Stranger.Need();
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        var port = Port(Box.HostFile("endpoint.json"));
        Sandbox.KillHard(Box.Host());
        await using var taken = Impostor.On(port);
        Assert.Equal("running", Cli.Ok("status", job).State);
        Assert.Equal("running", Cli.Ok("list", "--all").Items("jobs")[0].GetProperty("state").GetString());
        Assert.NotEqual(port, Port(Box.HostFile("endpoint.json")));
        Assert.Equal(0, taken.Visits);
        Box.Finish(job);
    }

    [SkippableFact]
    public async Task Should_say_nothing_to_a_port_that_presents_another_certificate()
    {
        Stranger.Need();
        Cli.Ok("host", "start");
        var (endpoint, kept) = (Box.HostFile("endpoint.json"), File.ReadAllText(Box.HostFile("endpoint.json")));
        await using var impostor = Impostor.On(0);
        // Lock, process and thumbprint are right, the port is not: only the certificate of whoever listens can tell.
        SetPort(endpoint, impostor.Port);
        // The host writes the right port again within a second, and the call goes on there.
        Assert.Equal("exited", Cli.Ok("run", "--env", "TOKEN=hunter2", "--", "touch ran").State);
        Assert.Equal(kept, File.ReadAllText(endpoint));
        Assert.True(impostor.Visits > 0, "nobody came: this test proves nothing");
        Assert.Equal(0, impostor.Heard);
        Assert.True(File.Exists(Path.Combine(Box.Work, "ran")));
    }

    private static int Port(string endpoint) => JsonNode.Parse(File.ReadAllText(endpoint))!["port"]!.GetValue<int>();

    private static void SetPort(string endpoint, int port)
    {
        var json = JsonNode.Parse(File.ReadAllText(endpoint))!;
        json["port"] = port;
        File.WriteAllText(endpoint, json.ToJsonString());
    }

    /// <summary>A listener of the stranger's, which speaks TLS with a certificate that says what the real one says.</summary>
    private sealed class Impostor : IAsyncDisposable
    {
        private readonly TcpListener _listener;
        private readonly Task _serving;
        private int _visits, _heard;

        private Impostor(TcpListener listener)
        {
            _listener = listener;
            _serving = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        /// <summary>How many came.</summary>
        public int Visits => Volatile.Read(ref _visits);

        /// <summary>How many bytes they said, behind TLS.</summary>
        public int Heard => Volatile.Read(ref _heard);

        public static Impostor On(int port) => new(Stranger.Do(() =>
        {
            var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return listener;
        }));

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
        }

        private async Task ServeAsync()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var certificate = new CertificateRequest("CN=agent-exec", key, HashAlgorithmName.SHA256)
                .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow.AddYears(1));
            while (await AcceptAsync() is { } client)
            {
                using (client)
                {
                    Interlocked.Increment(ref _visits);
                    await HearAsync(client, certificate);
                }
            }
        }

        private async Task<TcpClient?> AcceptAsync()
        {
            try
            {
                return await _listener.AcceptTcpClientAsync();
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return null;
            }
        }

        private async Task HearAsync(TcpClient client, X509Certificate2 certificate)
        {
            await using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
            using var patience = new CancellationTokenSource(Patience.Limit);
            try
            {
                await tls.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions { ServerCertificate = certificate, ClientCertificateRequired = true }, patience.Token);
                Interlocked.Add(ref _heard, await tls.ReadAsync(new byte[4096], patience.Token));
            }
            catch (Exception refused) when (refused is IOException or AuthenticationException)
            {
                // They saw who this is.
            }
        }
    }
}
