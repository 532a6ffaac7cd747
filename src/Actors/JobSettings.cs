using Akka.Configuration;

namespace AgentExec.Actors;

/// <summary>The <c>agent-exec.jobs</c> section of host.conf, where each value is explained.</summary>
public sealed record JobSettings(
    TimeSpan LaunchTimeout, TimeSpan OverdueGrace, TimeSpan NotifierBackoffMin, TimeSpan NotifierBackoffMax, TimeSpan RecoveryTimeout)
{
    public static JobSettings From(Config config)
    {
        var jobs = config.GetConfig("agent-exec.jobs");
        return new JobSettings(
            jobs.GetTimeSpan("launch-timeout"),
            jobs.GetTimeSpan("overdue-grace"),
            jobs.GetTimeSpan("notifier-backoff-min"),
            jobs.GetTimeSpan("notifier-backoff-max"),
            jobs.GetTimeSpan("recovery-timeout"));
    }
}
