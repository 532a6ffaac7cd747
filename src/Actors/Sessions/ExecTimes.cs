using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;
using AgentExec.Posix;

namespace AgentExec.Actors.Sessions;

/// <summary>How long a command has run, by the clock that no one sets.</summary>
internal static class ExecTimes
{
    /// <summary>How long a caller waits for a state that the disk refuses.</summary>
    public static readonly TimeSpan PatienceWithDisk = TimeSpan.FromSeconds(5);

    /// <summary>How long it may still stay in the foreground: asked again after a restart, its time there does not begin anew.</summary>
    public static TimeSpan LeftInForeground(SessionRecord record, JobState state, TimeSpan sinceBoot)
    {
        var left = TimeSpan.FromMilliseconds(record.YieldMs) - Ran(state, sinceBoot);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>How long it ran or has run.</summary>
    public static TimeSpan Ran(JobState? state, TimeSpan sinceBoot)
    {
        if (state?.Result.DurationMs is { } duration) return TimeSpan.FromMilliseconds(duration);
        if (state is not { IsTerminal: false } || Began(state) is not { Ticks: > 0 } began) return TimeSpan.Zero;
        var ran = sinceBoot - began;
        return ran > TimeSpan.Zero ? ran : TimeSpan.Zero;
    }

    /// <summary>When it was started, since this boot; zero when it was not, or that is not known.</summary>
    public static TimeSpan Began(JobState? state) => state is { PidStartTicks: > 0 and var ticks } && state.BootId == ProcessIdentity.CurrentBootId
        ? BootClock.FromTicks(ticks)
        : TimeSpan.Zero;

    /// <summary>When it ended, since this boot; zero when it has not, or that is not known.</summary>
    public static TimeSpan Over(JobState? state) => Began(state) is { Ticks: > 0 } began && state!.Result.DurationMs is { } duration
        ? began + TimeSpan.FromMilliseconds(duration)
        : TimeSpan.Zero;
}
