using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Storage;

/// <summary>The job directories of one root. The host is the only writer of <c>meta.json</c> and <c>state.json</c> (contract B7).</summary>
public interface IJobStore
{
    /// <summary>Absolute path of a job's directory.</summary>
    string DirectoryOf(string job);

    bool Exists(string job);

    /// <summary>Makes the directory, <c>meta.json</c>, <c>caller.json</c>, <c>session.json</c> of a session and the empty logs, durably and all at once; they must not exist.</summary>
    /// <exception cref="IOException">They could not be made; nothing of them is left.</exception>
    void Create(JobMeta meta, CallerRecord caller, SessionRecord? session = null);

    /// <summary>Removes what a host that died while it made a directory has left.</summary>
    /// <exception cref="IOException">Something of it is still there.</exception>
    void ClearStaging();

    /// <summary>Replaces <c>meta.json</c> atomically and durably.</summary>
    /// <exception cref="IOException">Not written; the old one is whole.</exception>
    void WriteMeta(string job, JobMeta meta);

    /// <summary>Null when missing or unreadable: one broken job never hides another.</summary>
    JobMeta? ReadMeta(string job);

    /// <inheritdoc cref="ReadMeta"/>
    JobState? ReadState(string job);

    /// <inheritdoc cref="ReadMeta"/>
    ExitRecord? ReadExit(string job);

    /// <inheritdoc cref="ReadMeta"/>
    SessionRecord? ReadSession(string job);

    /// <summary>Replaces <c>session.json</c> atomically: it survives the death of any process, and a power cut only when it is <paramref name="durable"/>.</summary>
    /// <exception cref="IOException">Not written; the old one is whole.</exception>
    void WriteSession(string job, SessionRecord session, bool durable);

    /// <summary>Replaces <c>state.json</c> atomically; a terminal state survives a power cut when this returns.</summary>
    void WriteState(JobState state);

    /// <summary>Removes what killed hosts and keepers have begun to write and never finished, and the dead keeper's socket; not while one lives.</summary>
    void RemoveLeftovers(string job);

    /// <summary>Changes whenever <c>meta.json</c> or <c>state.json</c> is replaced.</summary>
    JobStamp StampOf(string job);

    /// <summary>All directories that may be jobs with their stamps, in no order; fast.</summary>
    IReadOnlyList<JobPlace> Scan();

    /// <summary>Whether its notification is not delivered yet: its caller's data is still there.</summary>
    bool IsUntold(string job);

    /// <summary>Sum of the sizes of all regular files of a job; what cannot be read counts nothing.</summary>
    long SizeOf(string job);

    /// <summary>Takes a job out of the root, to be removed by <see cref="EmptyTrash"/>, whoever calls that, however late.</summary>
    /// <returns>Null when it is out; otherwise why it is not, and it is whole.</returns>
    string? PutAway(string job);

    /// <summary>Removes what was put away; answers what could not be removed, with the reasons.</summary>
    IReadOnlyDictionary<string, string> EmptyTrash();

    /// <inheritdoc cref="RequestBook.Claim"/>
    RequestClaim Claim(string key, RequestClaim mine, Func<string, bool> isThere);

    /// <inheritdoc cref="RequestBook.Find"/>
    RequestClaim? FindClaim(string key, Func<string, bool> isThere);

    /// <inheritdoc cref="RequestBook.Sweep"/>
    void SweepRequests();

    /// <summary>Names of all directories that may be jobs, in no order.</summary>
    IEnumerable<string> Names();

    /// <summary>
    /// The jobs that may be unfinished: those whose state is missing, unreadable, not terminal, whose output was not complete, or whose caller has not been
    /// told everything.
    /// </summary>
    IEnumerable<string> UnfinishedNames();
}
