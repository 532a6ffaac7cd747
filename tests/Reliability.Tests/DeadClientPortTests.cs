using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>
/// A18: a client dies before its answer, somebody else takes the port that it listened on, and the host has an answer for it. Akka.Remote would connect there, and
/// end the host when the handshake fails.
/// </summary>
public sealed class DeadClientPortTests : SandboxTest
{
    [Fact]
    public async Task Should_outlive_a_stranger_on_the_port_of_a_dead_client()
    {
        var job = Cli.Launch("--", "sleep 600");
        var host = Box.Host();
        using var client = Cli.Start("wait", job);
        var port = 0;
        Patience.Until(() => (port = ListeningPort(client.Pid)) != 0 && HasConnection(client.Pid), "the client asks the host");
        Sandbox.KillHard(client.Pid);
        using var taken = new TcpListener(IPAddress.Loopback, port);
        taken.Start();
        var visit = HangUpAsync(taken);
        // The dead client is answered first: it has waited for this end for longer.
        Box.Finish(job);
        Assert.Equal(host, Cli.Ok("host", "status").Number("pid"));
        taken.Stop();
        Assert.False(await visit, "the host connected to a port that a client had listened on");
        Assert.Equal(host, Box.Host());
    }

    private static async Task<bool> HangUpAsync(TcpListener listener)
    {
        try
        {
            (await listener.AcceptTcpClientAsync()).Dispose();
            return true;
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }

    private static int ListeningPort(int pid) => Sockets(pid)
        .Where(socket => socket.State == "0A")
        .Select(socket => int.Parse(socket.Local.Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        .FirstOrDefault();

    private static bool HasConnection(int pid) => Sockets(pid).Any(socket => socket.State == "01");

    private static IEnumerable<(string Local, string State)> Sockets(int pid)
    {
        var own = new DirectoryInfo($"/proc/{pid}/fd").EnumerateFiles().Select(file => file.LinkTarget).OfType<string>().ToHashSet();
        // A dual-mode socket stands in the second file.
        return from line in File.ReadLines("/proc/net/tcp").Skip(1).Concat(File.ReadLines("/proc/net/tcp6").Skip(1))
               let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where own.Contains($"socket:[{fields[9]}]")
               select (fields[1], fields[3]);
    }
}
