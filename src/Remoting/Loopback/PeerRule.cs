namespace AgentExec.Remoting.Loopback;

/// <summary>Who may begin a handshake.</summary>
internal static class PeerRule
{
    private const uint SuperUser = 0;

    /// <summary>
    /// Admits the host's user, root (who can read the key anyway), and a peer that the kernel does not name: the certificate decides in the end.
    /// </summary>
    /// <param name="peer">The uid at the other end; null when it is not known.</param>
    /// <param name="own">The host's.</param>
    public static bool Admits(uint? peer, uint own) => peer is null or SuperUser || peer == own;
}
