using System.Net;
using System.Net.Sockets;
using AgentExec.Posix;

namespace AgentExec.Client.Tests.Remoting.Loopback;

/// <summary>What the kernel says of a real connection. Another user's is in Reliability.Tests/StrangerCrowdTests.</summary>
public sealed class PeerUserTests
{
    [Fact]
    public void Should_name_the_user_at_the_other_end()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        using var accepted = listener.AcceptSocket();
        using var users = PeerUser.Open();
        Assert.Equal(FileOwner.CurrentUser, users.TryOf((IPEndPoint)accepted.RemoteEndPoint!, (IPEndPoint)accepted.LocalEndPoint!));
    }

    [Fact]
    public void Should_name_nobody_for_a_connection_that_does_not_exist()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var users = PeerUser.Open();
        Assert.Null(users.TryOf(new IPEndPoint(IPAddress.Loopback, 1), (IPEndPoint)listener.LocalEndpoint));
        Assert.Null(users.TryOf(new IPEndPoint(IPAddress.Loopback, 1), (IPEndPoint)listener.LocalEndpoint));
    }
}
