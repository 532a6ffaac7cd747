using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AgentExec.Actors.Storage;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Tools;
using AgentExec.Posix;
using Akka.Actor;

namespace AgentExec.Actors.Tests.World;

/// <summary>Job directories in memory.</summary>
internal sealed class FakeStore(IActorRef witness) : IJobStore
{
    private volatile int _refusals;

    public ConcurrentDictionary<string, JobMeta> Metas { get; } = [];

    public ConcurrentDictionary<string, JobState> States { get; } = [];

    public ConcurrentDictionary<string, ExitRecord> Exits { get; } = [];

    public ConcurrentDictionary<string, SessionRecord> Sessions { get; } = [];

    /// <summary>Why no directory can be made, null when it can.</summary>
    public string? CreateError { get; set; }

    /// <summary>Why no description can be replaced, null when it can.</summary>
    public string? MetaError { get; set; }

    /// <summary>Runs before a state is written, on the actor's thread; may throw.</summary>
    public Action<JobState>? BeforeWrite { get; set; }

    /// <summary>Where the directories would be; a test whose actors read logs has one.</summary>
    public string Root { get; set; } = "/r";

    public string DirectoryOf(string job) => $"{Root}/{job}";

    public bool Exists(string job) => Metas.ContainsKey(job) || States.ContainsKey(job);

    /// <summary>The next so many writes fail as on a full disk.</summary>
    public void RefuseWrites(int count) => _refusals = count;

    public void Create(JobMeta meta, CallerRecord caller, SessionRecord? session = null)
    {
        if (CreateError is { } error) throw new IOException(error);
        if (!Metas.TryAdd(meta.Job.Id, meta)) throw new IOException("exists already");
        if (session is not null) Sessions[meta.Job.Id] = session;
        witness.Tell(new Effects.Created(meta));
    }

    public void ClearStaging()
    {
        // Nothing is left half made here.
    }

    public void WriteMeta(string job, JobMeta meta)
    {
        if (MetaError is { } error) throw new IOException(error);
        if (!Exists(job)) throw new IOException("no such directory");
        Metas[job] = meta;
    }

    public JobMeta? ReadMeta(string job) => Metas.GetValueOrDefault(job);

    public JobState? ReadState(string job) => States.GetValueOrDefault(job);

    public ExitRecord? ReadExit(string job) => Exits.GetValueOrDefault(job);

    public SessionRecord? ReadSession(string job) => Sessions.GetValueOrDefault(job);

    /// <summary>Runs before a session is written; may throw.</summary>
    public Action? BeforeSessionWrite { get; set; }

    public void WriteSession(string job, SessionRecord session, bool durable)
    {
        BeforeSessionWrite?.Invoke();
        Sessions[job] = session;
    }

    public void WriteState(JobState state)
    {
        BeforeWrite?.Invoke(state);
        if (_refusals > 0)
        {
            _refusals--;
            witness.Tell(new Effects.WriteRefused(state));
            throw new IOException("no space left");
        }

        States[state.Job.Id] = state;
        witness.Tell(new Effects.Wrote(state));
    }

    public void RemoveLeftovers(string job)
    {
    }

    // Every write is another version.
    public JobStamp StampOf(string job) => new(
        Metas.TryGetValue(job, out var meta) ? Stamp(meta) : null, States.TryGetValue(job, out var state) ? Stamp(state) : null);

    /// <summary>What was put away, in order.</summary>
    public ConcurrentQueue<string> PutAwayJobs { get; } = [];

    /// <summary>Runs before a job is put away, on the thread of the collector; answers why it cannot be, null when it can.</summary>
    public Func<string, string?>? BeforePutAway { get; set; }

    /// <summary>What cannot be removed from the trash.</summary>
    public Dictionary<string, string> StuckInTrash { get; } = [];

    /// <summary>How often the root was read.</summary>
    public int Scans { get; private set; }

    public int Sizings { get; private set; }

    public IReadOnlyList<JobPlace> Scan()
    {
        Scans++;
        return [.. Names().Select(name => new JobPlace(name, StampOf(name)))];
    }

    /// <summary>Jobs whose caller's data is still there.</summary>
    public HashSet<string> UntoldJobs { get; } = [];

    public bool IsUntold(string job) => UntoldJobs.Contains(job);

    public long SizeOf(string job)
    {
        Sizings++;
        return 100;
    }

    public string? PutAway(string job)
    {
        if (BeforePutAway?.Invoke(job) is { } error) return error;
        Metas.TryRemove(job, out _);
        States.TryRemove(job, out _);
        PutAwayJobs.Enqueue(job);
        return null;
    }

    public IReadOnlyDictionary<string, string> EmptyTrash()
    {
        witness.Tell(new Effects.TrashEmptied());
        return StuckInTrash;
    }

    /// <summary>Whose each request key is.</summary>
    public ConcurrentDictionary<string, RequestClaim> Claims { get; } = [];

    /// <summary>Why no request key can be recorded, null when it can.</summary>
    public string? ClaimError { get; set; }

    /// <summary>How often stale request keys were looked for.</summary>
    public int RequestSweeps { get; private set; }

    public RequestClaim Claim(string key, RequestClaim mine, Func<string, bool> isThere)
    {
        if (ClaimError is { } error) throw new IOException(error);
        return FindClaim(key, isThere) ?? (Claims[key] = mine);
    }

    public RequestClaim? FindClaim(string key, Func<string, bool> isThere) => Claims.TryGetValue(key, out var claim) && isThere(claim.JobId) ? claim : null;

    public void SweepRequests() => RequestSweeps++;

    public IEnumerable<string> Names() => Metas.Keys.Union(States.Keys);

    public IEnumerable<string> UnfinishedNames() => Names().Where(name => ReadState(name) is not { IsTerminal: true, OutputComplete: not false });

    private static FileStamp Stamp(object version) => new((ulong)RuntimeHelpers.GetHashCode(version), 0, 0, 0);
}
