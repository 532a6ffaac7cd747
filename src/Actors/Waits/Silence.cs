using System.Globalization;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Waits;

/// <summary>Since when a job has written nothing, by the clock of the file system: its logs are made when it is, and each write is a change of them.</summary>
public static class Silence
{
    /// <summary>How long the silence must go on; zero when it has lasted.</summary>
    public static TimeSpan Left(DateTimeOffset lastOutput, DateTimeOffset now, TimeSpan wanted)
    {
        // A clock that was put back must not make a silence longer than it is asked for.
        var lasted = now > lastOutput ? now - lastOutput : TimeSpan.Zero;
        return lasted < wanted ? wanted - lasted : TimeSpan.Zero;
    }

    /// <summary>When a job wrote last, or was started; <paramref name="otherwise"/> when nothing tells.</summary>
    public static DateTimeOffset LastOutput(string directory, JobState state, DateTimeOffset otherwise)
    {
        DateTimeOffset? last = null;
        foreach (var log in (ReadOnlySpan<string>)[JobFiles.StdoutLog, JobFiles.StderrLog])
            if (FileStamp.TryRead(Path.Combine(directory, log)) is { } stamp && TimeOf(stamp) is var time && !(last > time))
                last = time;
        if (last is { } known) return known;
        return DateTimeOffset.TryParse(state.Job.StartedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var started) ? started : otherwise;
    }

    private static DateTimeOffset TimeOf(FileStamp stamp) =>
        DateTimeOffset.UnixEpoch.AddSeconds(stamp.ModifiedSeconds).AddTicks(stamp.ModifiedNanoseconds / TimeSpan.NanosecondsPerTick);
}
