using System.Text;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Storage;

/// <summary>
/// Which job each request key has started: <c>&lt;root&gt;/.host/requests/&lt;SHA-256 of the key&gt;</c>, one line of job id and fingerprint. Written before
/// the job's directory, so that no job can be without the entry that keeps a repeat from starting another one.
/// </summary>
/// <param name="root">Absolute path of the jobs root.</param>
internal sealed class RequestBook(string root)
{
    private readonly string _host = Path.Combine(root, JobName.HostDirectory);
    private readonly Lock _turn = new();

    // Claimed by this process and perhaps not made yet: entries without a job that are not stale.
    private readonly HashSet<string> _young = [];

    private string Place => Path.Combine(_host, HostFiles.Requests);

    /// <summary>Whose the key is; null when it is nobody's, or that of a job that is gone.</summary>
    /// <param name="key">A valid request key.</param>
    /// <param name="isThere">Whether a job exists, or is being made.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public RequestClaim? Find(string key, Func<string, bool> isThere)
    {
        lock (_turn) return TryRead(RequestKey.FileName(key)) is { } claim && isThere(claim.JobId) ? claim : null;
    }

    /// <summary>Answers whose the key is; when nobody's, or that of a job that is gone, it becomes this claim's, durably.</summary>
    /// <param name="key">A valid request key.</param>
    /// <param name="mine">The job that would be started, and what for.</param>
    /// <param name="isThere">Whether a job exists, or is being made.</param>
    /// <exception cref="IOException">It cannot be read or written: nothing may be started.</exception>
    public RequestClaim Claim(string key, RequestClaim mine, Func<string, bool> isThere)
    {
        lock (_turn)
        {
            if (Find(key, isThere) is { } claim) return claim;
            if (Files.MakeDirectory(Place)) SyncHost();
            AtomicFile.Replace(Place, RequestKey.FileName(key), Encoding.ASCII.GetBytes($"{mine.JobId} {mine.Fingerprint}\n"), syncDirectory: true);
            _young.Add(mine.JobId);
            return mine;
        }
    }

    /// <summary>The job was made and is gone again: its entry is of no more use.</summary>
    public void Forget(string job)
    {
        lock (_turn) _young.Remove(job);
    }

    /// <summary>Removes the entries of jobs that are gone, so that there are never many more entries than jobs.</summary>
    /// <exception cref="IOException">The directory cannot be read or written.</exception>
    public void Sweep()
    {
        if (FileOwner.TryRead(Place, followLink: false) is not { IsDirectory: true }) return;
        using var directory = Files.OpenDirectory(Place);
        foreach (var entry in DirectoryListing.Read(directory))
            // One at a time: whoever claims in between waits for one file only.
            lock (_turn)
                SweepOne(directory, Encoding.UTF8.GetString(entry.Name));
    }

    private void SweepOne(FileDescriptor directory, string name)
    {
        if (TryRead(name) is { } claim)
        {
            if (Directory.Exists(Path.Combine(root, claim.JobId)))
            {
                _young.Remove(claim.JobId);
                return;
            }

            if (_young.Contains(claim.JobId)) return;
        }

        Files.Remove(directory, name);
    }

    // Null also for what is no entry: a half-written file cannot be, and what somebody else has put there claims nothing.
    private RequestClaim? TryRead(string name)
    {
        using var file = Files.TryOpenRead(null, Path.Combine(Place, name));
        if (file is null) return null;
        Span<byte> buffer = stackalloc byte[256];
        var words = Encoding.UTF8.GetString(buffer[..file.Read(buffer)]).TrimEnd('\n').Split(' ');
        return words is [var job, var fingerprint] && JobId.TryParse(job, out _) ? new RequestClaim(job, fingerprint) : null;
    }

    private void SyncHost()
    {
        using var host = Files.OpenDirectory(_host);
        host.Sync();
    }
}
