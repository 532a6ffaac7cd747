using Akka.Configuration;

namespace AgentExec.Actors.Retention;

/// <summary>The <c>agent-exec.retention</c> section of host.conf, where each value is explained.</summary>
public sealed record RetentionTimes(TimeSpan Delay, TimeSpan CheckInterval, TimeSpan SweepInterval, TimeSpan Spare, TimeSpan BackOff, TimeSpan Patience)
{
    public const string DelayVariable = "AGENT_EXEC_HOST_RETENTION_DELAY_MS";

    public static RetentionTimes From(Config config, Func<string, string?> environment)
    {
        var retention = config.GetConfig("agent-exec.retention");
        return new RetentionTimes(
            MillisecondsVariable.Read(DelayVariable, environment) ?? retention.GetTimeSpan("delay"),
            retention.GetTimeSpan("check-interval"),
            retention.GetTimeSpan("sweep-interval"),
            retention.GetTimeSpan("spare"),
            retention.GetTimeSpan("back-off"),
            retention.GetTimeSpan("patience"));
    }
}
