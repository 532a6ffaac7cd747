using AgentExec.Actors.Sessions.Output;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;
using AgentExec.Posix;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>What one session's actor knows: all of it is on disk.</summary>
internal sealed class SessionDisk(string job, SessionRecord record, SessionServices services)
{
    private readonly string _directory = services.Jobs.Store.DirectoryOf(job);
    private string? _cwd;

    public string Job => job;

    public SessionRecord Record { get; private set; } = record;

    public JobState? State { get; private set; }

    public CombinedOutput Output { get; } = new(services.Jobs.Store.DirectoryOf(job));

    public Known Now => new(job, Record, State, _cwd ??= services.Jobs.Store.ReadMeta(job)?.Cwd ?? "");

    public bool IsExpired => State is { IsTerminal: true } state && SessionTtl.IsExpired(EndOf(state), Record.CleanupMs, services.Jobs.Time.GetUtcNow());

    /// <summary>When it leaves the list; meaningful once it has ended.</summary>
    public TimeSpan LeftOnList
    {
        get
        {
            var left = EndOf(State!) + TimeSpan.FromMilliseconds(Record.CleanupMs) - services.Jobs.Time.GetUtcNow();
            // Never longer than it may be listed: a clock that was put back makes no timer of years.
            return left > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Min(left.TotalMilliseconds, SessionRules.MostCleanupMs)) : TimeSpan.Zero;
        }
    }

    /// <summary>How long ago it wrote last, or began; zero when it has ended.</summary>
    public TimeSpan Idle
    {
        get
        {
            if (State is { IsTerminal: true }) return TimeSpan.Zero;
            var last = LastWrite(JobFiles.StdoutLog) is var stdout && LastWrite(JobFiles.StderrLog) is var stderr && stdout > stderr ? stdout : stderr;
            var idle = services.Jobs.Time.GetUtcNow() - last;
            return idle > TimeSpan.Zero ? idle : TimeSpan.Zero;
        }
    }

    public TimeSpan Ran => ExecTimes.Ran(State, BootClock.Now);

    /// <summary>Whether input can still be written to it.</summary>
    public bool IsWritable => InputPlan.IsWritable(Now);

    /// <summary>Its command, when nothing was written for so long that it may want input; else null.</summary>
    public int? Silent => IsWritable && Idle >= TimeSpan.FromMilliseconds(Record.InputWaitIdleMs) ? State?.Pid : null;

    /// <summary>Whether it seems to want input: it is silent, and one of its processes sleeps in a read. A hint: none when the processes cannot be looked at.</summary>
    public bool WaitsForInput
    {
        get
        {
            try
            {
                return Silent is { } pid && services.WhoWaits([pid]).Count > 0;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    public OutputHint QuickTail() => Output.QuickTail(SessionRules.TailChars, Now.IsComplete);

    public void Take(JobState state)
    {
        // What was asked of disk a moment ago may be told after what was pushed.
        if (state.IsTerminal || State is not { IsTerminal: true }) State = state;
    }

    /// <summary>Null when it is on disk; else why not, and nothing has changed.</summary>
    public string? Change(SessionRecord next)
    {
        if (next == Record) return null;
        try
        {
            services.Jobs.Store.WriteSession(job, next, durable: next.Cleared != Record.Cleared);
            Record = next;
            return null;
        }
        catch (IOException error)
        {
            return error.Message;
        }
    }

    public void Reload() => Record = services.Jobs.Store.ReadSession(job) ?? Record;

    private DateTimeOffset EndOf(JobState state) => Timestamp.TryParse(state.FinishedAt) ?? services.Jobs.Time.GetUtcNow();

    private DateTime LastWrite(string log) => File.GetLastWriteTimeUtc(Path.Combine(_directory, log));
}
