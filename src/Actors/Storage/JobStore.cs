using System.Text.Json.Serialization.Metadata;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Tools;
using AgentExec.Posix;

namespace AgentExec.Actors.Storage;

/// <summary>Job directories on disk: 0700, their files 0600, written atomically (contract A7.1, B7, B13).</summary>
/// <param name="root">Absolute path of the jobs root, which exists.</param>
public sealed class JobStore(string root) : IJobStore
{
    private readonly JobStaging _staging = new(root);
    private readonly JobTrash _trash = new(root);
    private readonly RequestBook _requests = new(root);

    public string DirectoryOf(string job) => Path.Combine(root, job);

    public bool Exists(string job)
    {
        try
        {
            return FileOwner.TryRead(DirectoryOf(job), followLink: true) is { IsDirectory: true };
        }
        catch (PosixException error)
        {
            // A disk that cannot be looked at has not lost the job: what is to be done with it says so itself.
            return error.Errno is Errno.InputOutput or Errno.OutOfMemory;
        }
    }

    public void Create(JobMeta meta, CallerRecord caller, SessionRecord? session = null) => _staging.Create(meta, caller, session);

    public void ClearStaging() => _staging.Clear();

    public void WriteMeta(string job, JobMeta meta) =>
        AtomicFile.Replace(DirectoryOf(job), JobFiles.Meta, ContractJson.ToFile(meta), syncDirectory: true);

    public JobMeta? ReadMeta(string job) => Read(job, JobFiles.Meta, ContractJson.Compact.JobMeta);

    public JobState? ReadState(string job) => Read(job, JobFiles.State, ContractJson.Compact.JobState);

    public ExitRecord? ReadExit(string job) => Read(job, JobFiles.Exit, ContractJson.Compact.ExitRecord);

    public SessionRecord? ReadSession(string job) => Read(job, JobFiles.Session, ContractJson.Compact.SessionRecord);

    public void WriteSession(string job, SessionRecord session, bool durable)
    {
        using var directory = Files.OpenDirectory(DirectoryOf(job));
        var content = ContractJson.ToFile(session);
        if (durable) AtomicFile.Replace(directory, JobFiles.Session, content, syncDirectory: true);
        else AtomicFile.Exchange(directory, JobFiles.Session, content);
    }

    public void WriteState(JobState state) =>
        AtomicFile.Replace(DirectoryOf(state.Job.Id), JobFiles.State, ContractJson.ToFile(state), syncDirectory: state.IsTerminal);

    public void RemoveLeftovers(string job) => JobRemains.Clear(DirectoryOf(job));

    public JobStamp StampOf(string job) => new(
        FileStamp.TryRead(Path.Combine(DirectoryOf(job), JobFiles.Meta)), FileStamp.TryRead(Path.Combine(DirectoryOf(job), JobFiles.State)));

    public IReadOnlyList<JobPlace> Scan() => RootScan.Read(root);

    public long SizeOf(string job)
    {
        using var directory = Files.OpenDirectory(root, followLink: true);
        return Trees.SizeOf(directory, job);
    }

    public string? PutAway(string job)
    {
        var error = _trash.Take(job);
        if (error is null) _requests.Forget(job);
        return error;
    }

    public IReadOnlyDictionary<string, string> EmptyTrash() => _trash.Empty();

    public RequestClaim Claim(string key, RequestClaim mine, Func<string, bool> isThere) => _requests.Claim(key, mine, isThere);

    public RequestClaim? FindClaim(string key, Func<string, bool> isThere) => _requests.Find(key, isThere);

    public void SweepRequests() => _requests.Sweep();

    public IEnumerable<string> Names()
    {
        foreach (var path in Directory.EnumerateDirectories(root))
            if (Path.GetFileName(path) is var name && JobName.IsValid(name))
                yield return name;
    }

    public IEnumerable<string> UnfinishedNames() => Names().Where(name => ReadState(name) is not { IsOver: true }
        || IsUntold(name));

    public bool IsUntold(string job) => File.Exists(Path.Combine(DirectoryOf(job), JobFiles.Caller));

    private T? Read<T>(string job, string file, JsonTypeInfo<T> type) where T : class => JsonFile.TryRead(Path.Combine(DirectoryOf(job), file), type);
}
