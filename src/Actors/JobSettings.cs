using Akka.Configuration;

namespace AgentExec.Actors;

/// <summary>The <c>agent-exec.jobs</c> section of host.conf, where each value is explained.</summary>
public sealed record JobSettings(
    TimeSpan LaunchTimeout, TimeSpan OverdueGrace, TimeSpan ChildBackoffMin, TimeSpan ChildBackoffMax, TimeSpan RecoveryTimeout,
    TimeSpan RelaunchWindow)
{
    public static JobSettings From(Config config)
    {
        var jobs = config.GetConfig("agent-exec.jobs");
        return new JobSettings(
            jobs.GetTimeSpan("launch-timeout"),
            jobs.GetTimeSpan("overdue-grace"),
            jobs.GetTimeSpan("child-backoff-min"),
            jobs.GetTimeSpan("child-backoff-max"),
            jobs.GetTimeSpan("recovery-timeout"),
            jobs.GetTimeSpan("relaunch-window"));
    }
}
