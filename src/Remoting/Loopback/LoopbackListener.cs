using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using AgentExec.Posix;

namespace AgentExec.Remoting.Loopback;

/// <summary>
/// Accepts connections on 127.0.0.1. Closes another user's before it reads a byte, and bounds how many of the others are in the TLS handshake, so
/// that strangers cost neither descriptors nor memory.
/// </summary>
internal sealed class LoopbackListener : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
    private readonly LoopbackSettings _settings;
    private readonly SslServerAuthenticationOptions _tls;
    private readonly Action<Socket, SslStream> _onAuthenticated;
    private readonly PeerGate _gate;
    private readonly PeerUser _users = PeerUser.Open();
    private readonly CancellationTokenSource _stopped = new();

    /// <param name="settings">Limits.</param>
    /// <param name="tls">How both ends authenticate.</param>
    /// <param name="onAuthenticated">Called after each successful handshake; it owns socket and stream from then on.</param>
    /// <exception cref="SocketException">The system does not let us listen.</exception>
    public LoopbackListener(LoopbackSettings settings, SslServerAuthenticationOptions tls, Action<Socket, SslStream> onAuthenticated)
    {
        (_settings, _tls, _onAuthenticated, _gate) = (settings, tls, onAuthenticated, new PeerGate(settings.MostUnauthenticated));
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Listen(settings.Backlog);
        Local = (IPEndPoint)_socket.LocalEndPoint!;
    }

    public IPEndPoint Local { get; }

    /// <summary>Accepts until it is disposed.</summary>
    public async Task RunAsync()
    {
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                Admit(await _socket.AcceptAsync(_stopped.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // The peer left before it was accepted, or no descriptor is free. The second would fail again at once: pause instead of spinning.
                await Task.Delay(_settings.AcceptPause).ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        _stopped.Cancel();
        _socket.Dispose();
        _users.Dispose();
    }

    private void Admit(Socket peer)
    {
        if (IsAdmitted(peer))
        {
            _ = AuthenticateAsync(peer);
            return;
        }

        // A reset leaves nothing behind, where an orderly end would keep the port for a minute.
        peer.LingerState = new LingerOption(true, 0);
        peer.Dispose();
    }

    private bool IsAdmitted(Socket peer)
    {
        try
        {
            return peer.RemoteEndPoint is IPEndPoint remote && PeerRule.Admits(_users.TryOf(remote, Local), FileOwner.CurrentUser);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task AuthenticateAsync(Socket peer)
    {
        var place = _gate.Enter(peer);
        var stream = new SslStream(new NetworkStream(peer, ownsSocket: true), leaveInnerStreamOpen: false);
        var isAuthenticated = await TryHandshakeAsync(peer, stream).ConfigureAwait(false);
        _gate.Leave(place);
        if (isAuthenticated) _onAuthenticated(peer, stream);
        else await stream.DisposeAsync().ConfigureAwait(false);
    }

    // A failed handshake is not logged: strangers could fill the log.
    private async Task<bool> TryHandshakeAsync(Socket peer, SslStream stream)
    {
        try
        {
            peer.NoDelay = true;
            using var patience = new CancellationTokenSource(_settings.TlsTimeout);
            await stream.AuthenticateAsServerAsync(_tls, patience.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception refused) when (
            refused is AuthenticationException or IOException or OperationCanceledException or ObjectDisposedException or SocketException or InvalidOperationException)
        {
            return false;
        }
    }
}
