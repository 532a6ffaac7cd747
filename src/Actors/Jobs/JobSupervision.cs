using Akka.Actor;

namespace AgentExec.Actors.Jobs;

/// <summary>What happens to a job's children when they fail: the names decide, not the errors.</summary>
public sealed class JobSupervision() : OneForOneStrategy(_ => Directive.Stop)
{
    public const string Process = "process", Timeout = "timeout", Notifier = "notifier";

    /// <summary>
    /// The process owner is stopped, since a restart could run a command twice; the job finds its keeper again instead. The timeout restarts at once
    /// and is armed from the snapshot. The notifier is stopped and replaced with back-off.
    /// </summary>
    public static Directive Decide(string child) => child == Timeout ? Directive.Restart : Directive.Stop;

    protected override Directive Handle(IActorRef child, Exception exception) => Decide(child.Path.Name);
}
