using System.Net.Sockets;
using AgentExec.Remoting.Loopback;

namespace AgentExec.Client.Tests.Remoting.Loopback;

/// <summary>The bound on connections that are not authenticated.</summary>
public sealed class PeerGateTests
{
    [Fact]
    public void Should_close_the_oldest_when_there_are_too_many()
    {
        var gate = new PeerGate(2);
        var peers = Enumerable.Range(0, 4).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        var places = peers.ConvertAll(gate.Enter);
        Assert.Equal([true, true, false, false], peers.Select(IsClosed));
        Assert.Equal(2, gate.Count);
        foreach (var place in places) gate.Leave(place);
        Assert.Equal(0, gate.Count);
        foreach (var peer in peers) peer.Dispose();
    }

    [Fact]
    public void Should_make_room_by_leaving()
    {
        var gate = new PeerGate(1);
        using var first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var second = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var place = gate.Enter(first);
        gate.Leave(place);
        gate.Leave(place);
        _ = gate.Enter(second);
        Assert.False(IsClosed(first));
        Assert.Equal(1, gate.Count);
    }

    [Theory]
    [InlineData(1000u, true)]
    [InlineData(0u, true)]
    [InlineData(null, true)]
    [InlineData(1001u, false)]
    [InlineData(65534u, false)]
    public void Should_admit_the_user_root_and_whom_the_kernel_does_not_name(uint? peer, bool admitted) =>
        Assert.Equal(admitted, PeerRule.Admits(peer, 1000));

    private static bool IsClosed(Socket socket) => socket.SafeHandle.IsClosed;
}
