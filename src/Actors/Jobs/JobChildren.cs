using AgentExec.Actors.Notifications;
using AgentExec.Actors.Processes;
using AgentExec.Actors.Timeouts;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;
using Akka.Actor;
using Akka.Event;
using static AgentExec.Actors.Jobs.JobReminders;

namespace AgentExec.Actors.Jobs;

/// <summary>The three children of a job, and when one that failed is replaced.</summary>
internal sealed class JobChildren(string job, JobServices services, IActorContext context)
{
    private bool _wakesHost;
    private int _notifierFailures, _processFailures;
    private IActorRef _notifier = ActorRefs.Nobody;

    public IActorRef Process { get; private set; } = ActorRefs.Nobody;

    public JobInputs Inputs { get; } = new(job);

    private IActorRef Timeout => context.Child(JobSupervision.Timeout);

    public IActorRef StartProcess()
    {
        Process = context.Watch(context.ActorOf(ProcessActor.Props(job, services), JobSupervision.Process));
        // A new one has been told nothing: not knowing that its keeper stays until everybody was told, it would wait for the keeper and the keeper for it.
        _wakesHost = false;
        Inputs.GiveTo(Process, context.Self);
        return Process;
    }

    public IActorRef StartNotifier() => _notifier = context.Watch(context.ActorOf(NotifierActor.Props(job, services), JobSupervision.Notifier));

    /// <summary>What is due while the job runs.</summary>
    public void StartTimes(JobMeta? meta, ITimerScheduler timers)
    {
        if (meta?.TimeoutMs is not null) context.ActorOf(TimeoutActor.Props(services.Settings.OverdueGrace), JobSupervision.Timeout);
        timers.StartPeriodicTimer("files", new LookAtFiles(), LookAtFiles.Every);
        if (meta?.ProgressEveryMs is { } every) timers.StartPeriodicTimer("progress", new Progress(), Duration.FromMilliseconds(every));
    }

    /// <summary>The owner of the process has the keeper say what this description, or a follower, wants to hear of.</summary>
    public void Follow(JobMeta? meta, bool wantsOutput = false)
    {
        if (wantsOutput || meta?.Notification?.OnOutputMatch is not null) Process.Tell(new ProcessProtocol.WatchOutput());
        var wakes = meta?.Notification is { } told && (told.WantsCompletion || told.OnOutputMatch is not null);
        if (wakes != _wakesHost) Process.Tell(new ProcessProtocol.WakeHost(_wakesHost = wakes));
    }

    /// <summary>Has the keeper take input; a job that has ended takes none, and whoever asked is told so.</summary>
    public void Feed(FollowProtocol.Feed feed, IActorRef asker, JobState state)
    {
        if (state.IsTerminal)
        {
            asker.Tell(new JobReply(state) { RequestId = feed.RequestId });
            return;
        }

        Inputs.Add(feed.Input, asker);
        Process.Tell(feed.Input, context.Self);
    }

    public void Arm(JobMeta? meta, JobState state)
    {
        if (TimeoutLadder.Arm(meta, state, BootClock.Now, BootClock.Asleep) is { } arm) Timeout.Tell(arm);
    }

    /// <summary>The job has ended: nothing more is due.</summary>
    public void StopTimes(ITimerScheduler timers)
    {
        timers.Cancel("progress");
        timers.Cancel("files");
        context.Stop(Timeout);
    }

    /// <summary>One has ended: the notifier comes back after a pause, the owner of the process at once the first time, since nobody supervises the job's end meanwhile.</summary>
    /// <returns>Whether it was the owner of the process.</returns>
    public bool OnEnded(IActorRef child, ITimerScheduler timers)
    {
        if (child.Equals(_notifier)) timers.StartSingleTimer("notifier", new ReplaceNotifier(), Pause(_notifierFailures++));
        if (!child.Equals(Process)) return false;
        var pause = _processFailures++ == 0 ? TimeSpan.Zero : Pause(_processFailures - 2);
        if (pause == TimeSpan.Zero) context.Self.Tell(new AdoptAgain());
        else timers.StartSingleTimer("process", new AdoptAgain(), pause);
        return true;
    }

    /// <summary>The job outlives its timeout, so its keeper does not do its work.</summary>
    public void StepIn(TimeoutLadder.Step step, JobState state)
    {
        context.GetLogger().Warning("{0} outlives its timeout: {1}", job, step);
        if (step == TimeoutLadder.Step.KillDirectly) services.Keepers.KillOrphans(state, services.Store.DirectoryOf(job), []);
        else Process.Tell(new ProcessProtocol.SendSignal(new SignalOrder(Signals.Kill, SignalCause.Timeout), "timeout"));
    }

    private TimeSpan Pause(int failures) => Backoff.Delay(failures, services.Settings.ChildBackoffMin, services.Settings.ChildBackoffMax);
}
