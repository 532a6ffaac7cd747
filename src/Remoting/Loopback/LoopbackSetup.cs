using Akka.Actor.Setup;

namespace AgentExec.Remoting.Loopback;

/// <summary>What <see cref="LoopbackTransport"/> cannot read from HOCON.</summary>
/// <param name="identity">The root's key pair, which both ends present.</param>
public sealed class LoopbackSetup(TlsIdentity identity) : Setup
{
    internal TlsIdentity Identity => identity;
}
