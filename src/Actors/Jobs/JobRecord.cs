using AgentExec.Actors.Storage;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Jobs;

/// <summary>A job's state as it is and as disk has it; they differ only while a write fails.</summary>
internal sealed class JobRecord(string job, IJobStore store)
{
    // Of the versions that were read or written here last.
    private JobStamp _stamp;

    public JobMeta? Meta { get; private set; }

    /// <summary>What is true now; nobody is told before it is recorded.</summary>
    public JobState State { get; private set; } = JobState.Unidentified(job);

    public JobState? OnDisk { get; private set; }

    /// <summary>Why <see cref="State"/> is not on disk; null when it is, or was never tried.</summary>
    public string? WriteError { get; private set; }

    /// <summary>What a reader of the directory knows: a description alone says that the job was created.</summary>
    public JobState Known => OnDisk ?? (Meta is { } meta ? JobLifecycle.Created(meta) : JobState.Unidentified(job));

    public bool IsRecorded => ReferenceEquals(OnDisk, State);

    /// <summary>A job that is new.</summary>
    public void Begin(JobMeta meta)
    {
        (Meta, State) = (meta, JobLifecycle.Created(meta));
        _stamp = Stamp();
    }

    /// <summary>This description is on disk, and the host has written it.</summary>
    public void Describe(JobMeta meta)
    {
        Meta = meta;
        _stamp = _stamp with { Meta = Stamp().Meta };
    }

    /// <summary>This description is on disk, and another program has written it.</summary>
    public void TakeOver(JobMeta meta) => Meta = meta;

    /// <summary>Whether another description is there than before, and whether the recorded state cannot be read any more.</summary>
    public (bool Meta, bool State) Compare()
    {
        var (before, now) = (_stamp, Stamp());
        _stamp = now;
        return (now.Meta != before.Meta, now.State != before.State && OnDisk is not null && store.ReadState(job) is null);
    }

    /// <summary>Writes a description again that cannot be read any more. What fails is tried again at the next comparison.</summary>
    public void TryWriteMeta()
    {
        if (Meta is not { } meta) return;
        try
        {
            store.WriteMeta(job, meta);
            Describe(meta);
        }
        catch (IOException)
        {
            _stamp = _stamp with { Meta = new FileStamp() };
        }
    }

    /// <summary>A job that has a directory; false when nothing in it can be read.</summary>
    public bool TryRead()
    {
        _stamp = Stamp();
        (Meta, OnDisk) = (store.ReadMeta(job), store.ReadState(job));
        if (OnDisk is null && Meta is null) return false;
        State = OnDisk ?? JobLifecycle.Created(Meta!);
        return true;
    }

    /// <summary>Takes the next state; false when it is the one that is known.</summary>
    public bool Change(JobState next)
    {
        if (ReferenceEquals(next, State)) return false;
        State = next;
        return true;
    }

    /// <summary>Null when it is written, else why not.</summary>
    public string? TryWrite()
    {
        try
        {
            store.WriteState(State);
            KillPoint.Reach(State.IsTerminal ? KillPoints.Host.TerminalWritten : KillPoints.Host.RunningWritten);
            OnDisk = State;
            _stamp = _stamp with { State = Stamp().State };
            return WriteError = null;
        }
        catch (IOException error)
        {
            return WriteError = error.Message;
        }
    }

    private JobStamp Stamp()
    {
        try
        {
            return store.StampOf(job);
        }
        catch (IOException)
        {
            // A disk that cannot be looked at has changed nothing.
            return _stamp;
        }
    }
}
