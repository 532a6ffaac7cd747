using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using AgentExec.Reliability.Tests.Support;
using Xunit.Abstractions;

namespace AgentExec.Reliability.Tests;

/// <summary>A4: many connections at the port of a host that say nothing, of another user and of our own.</summary>
public sealed class StrangerCrowdTests(ITestOutputHelper output) : SandboxTest
{
    // The most that are in a handshake at a time (host.conf), and what a run leaves open for a moment.
    private const int MostUnauthenticated = 64, Spare = 10;

    private const int Connections = 1_000;

    [SkippableFact]
    public void Should_spend_nothing_on_connections_of_another_user()
    {
        Stranger.Need();
        Measure(port => Stranger.Do(() => Connect(port)), filesOfStrangers: 0);
    }

    [Fact]
    public void Should_bound_what_it_spends_on_silent_connections_of_the_user() => Measure(Connect, MostUnauthenticated);

    private static List<Socket> Connect(int port)
    {
        List<Socket> strangers = [];
        for (var i = 0; i < Connections; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            strangers.Add(socket);
            try
            {
                socket.Connect(IPAddress.Loopback, port);
            }
            catch (SocketException)
            {
                // Reset before connect(2) returned.
            }
        }

        return strangers;
    }

    private void Measure(Func<int, List<Socket>> connect, int filesOfStrangers)
    {
        Cli.Ok("run", "--wait", "--", "true");
        var host = Box.Host();
        var files = OpenFiles(host);
        var strangers = connect(JsonNode.Parse(File.ReadAllText(Box.HostFile("endpoint.json")))!["port"]!.GetValue<int>());
        var answer = Cli.Ok("run", "--wait", "--", "exit 7");
        Assert.Equal(7, answer.Number("exit_code"));
        Timings.Record(output, $"run beside {Connections} strangers", [answer.Took]);
        Patience.Until(() => OpenFiles(host) <= files + filesOfStrangers + Spare, "the host closes what is too much");
        foreach (var stranger in strangers) stranger.Dispose();
        Assert.Equal(host, Box.Host());
        Assert.InRange(File.ReadLines(Box.HostFile("host.log")).Count(), 1, 40);
    }

    private static int OpenFiles(int pid) => Directory.GetFileSystemEntries($"/proc/{pid}/fd").Length;
}
