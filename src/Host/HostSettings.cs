using AgentExec.Actors;
using Akka.Configuration;

namespace AgentExec.Host;

/// <summary>The <c>agent-exec.host</c> section of host.conf, where each value is explained.</summary>
internal sealed record HostSettings(TimeSpan IdleTimeout, TimeSpan RootCheckInterval, TimeSpan StopGrace, int SinksAtOnce, long LogMaxBytes, int LogKeptFiles)
{
    public const string IdleTimeoutVariable = "AGENT_EXEC_HOST_IDLE_TIMEOUT_MS";

    public static HostSettings From(Config config, Func<string, string?> environment)
    {
        var host = config.GetConfig("agent-exec.host");
        return new HostSettings(
            MillisecondsVariable.Read(IdleTimeoutVariable, environment) ?? host.GetTimeSpan("idle-timeout"),
            host.GetTimeSpan("root-check-interval"),
            host.GetTimeSpan("stop-grace"),
            host.GetInt("sinks-at-once"),
            host.GetByteSize("log.max-size") ?? throw new ConfigurationException("agent-exec.host.log.max-size is missing"),
            host.GetInt("log.kept-files"));
    }
}
