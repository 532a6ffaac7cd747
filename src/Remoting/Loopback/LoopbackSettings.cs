using Akka.Configuration;

namespace AgentExec.Remoting.Loopback;

/// <summary>The <c>agent-exec.loopback</c> section of host.conf, where each value is explained.</summary>
internal sealed record LoopbackSettings(int MaximumFrameBytes, int Backlog, int MostUnauthenticated, TimeSpan TlsTimeout, TimeSpan AcceptPause)
{
    public static LoopbackSettings From(Config config) => new(
        (int)(config.GetByteSize("maximum-frame-size") ?? throw new ConfigurationException("agent-exec.loopback.maximum-frame-size is missing")),
        config.GetInt("backlog"),
        config.GetInt("most-unauthenticated"),
        config.GetTimeSpan("tls-timeout"),
        config.GetTimeSpan("accept-pause"));
}
