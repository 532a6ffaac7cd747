using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.Remote.Transport;

namespace AgentExec.Remoting.Loopback;

/// <summary>
/// The host's end of Akka.Remote: frames over mutual TLS on the loopback, for any Akka.Remote client with the root's identity. It only listens.
/// Akka's own transport dials out to answer a client that is gone, and a failed TLS handshake there shuts the actor system down; strangers at its
/// port take the host's descriptors. Named by <c>akka.remote.enabled-transports</c>, so created by reflection.
/// </summary>
public sealed class LoopbackTransport : Transport
{
    /// <summary>As Akka's own transport names itself, so that any client can address it.</summary>
    private const string Scheme = "ssl.tcp";

    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<IAssociationEventListener> _associations = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<PeerConnection, Task> _peers = new(ReferenceEqualityComparer.Instance);
    private readonly LoopbackSettings _settings;
    private LoopbackListener? _listener;

    public LoopbackTransport(ActorSystem system, Config config)
    {
        (System, Config, SchemeIdentifier, _settings) = (system, config, Scheme, LoopbackSettings.From(config));
        MaximumPayloadBytes = _settings.MaximumFrameBytes;
    }

    public override bool IsResponsibleFor(Address remote) => true;

    /// <exception cref="SocketException">In the task: the system does not let us listen.</exception>
    public override Task<(Address, TaskCompletionSource<IAssociationEventListener>)> Listen()
    {
        var setup = System.Settings.Setup.Get<LoopbackSetup>();
        if (!setup.HasValue) throw new ConfigurationException($"{nameof(LoopbackTransport)} needs a {nameof(LoopbackSetup)}");
        _listener = new LoopbackListener(_settings, setup.Value.Identity.ToServerOptions(), OnAuthenticated);
        // Accept nobody before Akka can take the connection.
        _associations.Task.ContinueWith(_ => _listener.RunAsync(), TaskContinuationOptions.OnlyOnRanToCompletion);
        return Task.FromResult((AddressOf(_listener.Local), _associations));
    }

    /// <summary>Always fails: the host never dials out. To Akka the peer is unreachable.</summary>
    public override Task<AssociationHandle> Associate(Address remoteAddress) =>
        Task.FromException<AssociationHandle>(new InvalidAssociationException($"the host never dials out, so {remoteAddress} is unreachable"));

    public override async Task<bool> Shutdown()
    {
        _listener?.Dispose();
#pragma warning disable CS0618 // Akka's own shutdown has no reason to state either.
        foreach (var peer in _peers.Keys) peer.Disassociate();
#pragma warning restore CS0618
        var all = Task.WhenAll(_peers.Values);
        await Task.WhenAny(all, Task.Delay(FlushLimit)).ConfigureAwait(false);
        return all.IsCompleted;
    }

    private void OnAuthenticated(Socket socket, SslStream tls)
    {
        var peer = new PeerConnection(AddressOf(_listener!.Local), AddressOf((IPEndPoint)socket.RemoteEndPoint!), socket, tls, _settings.MaximumFrameBytes);
        _associations.Task.Result.Notify(new InboundAssociation(peer));
        var running = peer.RunAsync();
        _peers[peer] = running;
        running.ContinueWith(_ => _peers.TryRemove(peer, out Task? _), TaskContinuationOptions.ExecuteSynchronously);
    }

    private Address AddressOf(IPEndPoint end) => new(Scheme, System.Name, end.Address.ToString(), end.Port);
}
