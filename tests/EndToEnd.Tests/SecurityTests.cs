using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>Strangers on the same machine (design 6, faults 40 and 43).</summary>
public sealed class SecurityTests : SandboxTest
{
    private const string Nobody = "65534";

    private int Port => (int)Cli.Ok("host", "status").Number("port");

    [SkippableFact]
    public void Should_show_another_user_nothing_and_take_no_command()
    {
        var job = Cli.Launch("--", "echo secret-output; exec sleep 600");
        Box.UntilSaid(job, "secret-output");
        // Only what the product itself closes may keep the stranger out.
        File.SetUnixFileMode(Box.Path, File.GetUnixFileMode(Box.Path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var stranger = Cli with { Through = ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"], Directory = "/" };
        try
        {
            Skip.IfNot(Environment.UserName == "root" && stranger.Run("--help").ExitCode == 0, "needs root, and programs that everybody may run");
            string[][] attempts =
            [
                ["status", job], ["tail", job], ["wait", job], ["kill", job], ["list", "--all"], ["run", "--", "true"], ["host", "stop"], ["host", "start"],
            ];
            foreach (var words in attempts)
            {
                var run = stranger.Run(words);
                Assert.DoesNotContain("secret-output", run.Stdout + run.Stderr);
                var answer = run.Answer();
                // To see no host, and so to stop none, is fine.
                if (run.ExitCode == 0) Assert.True(words[^1] is "stop" && !answer.Flag("stopped"), $"{string.Join(' ', words)}: {run}");
            }

            Assert.NotEqual(0, Shell(stranger, $"cat '{Box.JobFile(job, "stdout.log")}'"));
            Assert.NotEqual(0, Shell(stranger, $"ls '{Box.Root}'"));
            Assert.NotEqual(0, Shell(stranger, $"cat '{Box.HostFile("identity.pem")}'"));
            Assert.Equal("running", Cli.Ok("status", job).State);
        }
        finally
        {
            Box.Finish(job);
        }
    }

    [SkippableFact]
    public void Should_not_call_a_root_empty_that_it_may_not_look_at()
    {
        var job = Cli.Ok("run", "--wait", "--", "true").JobId;
        var stranger = Cli with { Through = ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"], Directory = "/" };
        Skip.IfNot(Environment.UserName == "root" && stranger.Run("--help").ExitCode == 0, "needs root, and programs that everybody may run");
        foreach (var words in (string[][])[["list"], ["gc"], ["status", job], ["events"]])
            Assert.Contains("cannot be looked at", stranger.Fails("internal_error", words).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_a_client_with_another_certificate_or_none()
    {
        Cli.Ok("host", "start");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var foreign = new CertificateRequest("CN=agent-exec", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow.AddYears(1));
        Assert.True(await IsRefusedAsync(foreign), "another certificate was taken");
        Assert.True(await IsRefusedAsync(null), "no certificate was taken");
        var pem = File.ReadAllText(Box.HostFile("identity.pem"));
        using var own = X509Certificate2.CreateFromPem(pem, pem);
        Assert.False(await IsRefusedAsync(own), "the root's own certificate was refused: this test proves nothing");
    }

    [Fact]
    public async Task Should_not_be_disturbed_by_strangers_at_its_port()
    {
        var job = Cli.Launch("--", "sleep 600");
        var (host, port) = (Box.Host(), Port);
        var noise = new byte[100_000];
        Random.Shared.NextBytes(noise);
        var silent = new List<TcpClient>();
        for (var i = 0; i < 30; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            silent.Add(client);
            if (i % 3 == 0) continue;
            try
            {
                await client.GetStream().WriteAsync(i % 3 == 1 ? Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n") : noise);
            }
            catch (IOException)
            {
                // It hung up in the middle, as it should.
            }
        }

        var answers = Enumerable.Range(0, 5).Select(_ => Cli.Ok("status", job)).ToList();
        Assert.All(answers, answer => Assert.Equal("running", answer.State));
        Assert.All(answers, answer => Assert.True(answer.Took < TimeSpan.FromSeconds(3), $"{answer.Took}"));
        Assert.Equal(host, Box.Host());
        Assert.InRange(new FileInfo(Box.HostFile("host.log")).Length, 1, 64 * 1024);
        foreach (var client in silent) client.Dispose();
        Box.Finish(job);
    }

    [Fact]
    public void Should_listen_on_the_loopback_only()
    {
        Cli.Ok("host", "start");
        var port = Port.ToString("X4");
        var listening = File.ReadLines("/proc/net/tcp").Concat(File.Exists("/proc/net/tcp6") ? File.ReadLines("/proc/net/tcp6") : [])
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 3 && fields[3] == "0A" && fields[1].EndsWith(":" + port, StringComparison.Ordinal))
            .Select(fields => fields[1].Split(':')[0]);
        Assert.NotEmpty(listening);
        Assert.All(listening, address => Assert.Contains(address, (string[])["0100007F", "0000000000000000FFFF00000100007F"]));
    }

    private static int Shell(Caller stranger, string script)
    {
        string[] words = [.. stranger.Through[1..], "/bin/sh", "-c", script];
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(stranger.Through[0], words)
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        shell.WaitForExit();
        return shell.ExitCode;
    }

    /// <summary>Whether the host hangs up on a peer that presents this. Nothing is sent to one that is welcome, who has to speak first.</summary>
    private async Task<bool> IsRefusedAsync(X509Certificate2? certificate)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        string presented = "";
        await using var tls = new SslStream(
            client.GetStream(), false, (_, peer, _, _) => (presented = peer!.GetCertHashString(HashAlgorithmName.SHA256)).Length > 0);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "agent-exec", ClientCertificates = certificate is null ? null : [certificate],
                LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate!,
            });
            using var document = JsonDocument.Parse(File.ReadAllText(Box.HostFile("endpoint.json")));
            Assert.Equal(document.RootElement.GetProperty("thumbprint").GetString(), presented);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            return await tls.ReadAsync(new byte[1], patience.Token) == 0;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception error) when (error is IOException or System.Security.Authentication.AuthenticationException)
        {
            return true;
        }
    }
}
