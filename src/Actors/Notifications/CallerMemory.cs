using System.Collections.Concurrent;
using AgentExec.Actors.Storage;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Notifications;
using AgentExec.Posix;

namespace AgentExec.Actors.Notifications;

/// <summary><c>caller.json</c> and what this host knows of it, from the start of a job or the first reading until everything is delivered.</summary>
internal sealed class CallerMemory(IJobStore store)
{
    private readonly ConcurrentDictionary<string, CallerRecord> _known = [];

    public void Remember(string job, CallerRecord caller) => _known[job] = caller;

    public void Forget(string job) => _known.TryRemove(job, out _);

    public CallerRecord? Read(string job)
    {
        if (JsonFile.TryRead(PathOf(job), ContractJson.Compact.CallerRecord) is { } onDisk)
        {
            // Only jobs that this host looks after are remembered: a directory that is merely looked at is forgotten by nobody.
            if (_known.ContainsKey(job)) _known[job] = onDisk;
            return onDisk;
        }

        if (!_known.TryGetValue(job, out var remembered)) return null;
        TryWrite(job, remembered);
        return remembered;
    }

    /// <exception cref="IOException">Not written.</exception>
    public void Write(string job, CallerRecord caller)
    {
        AtomicFile.Replace(store.DirectoryOf(job), JobFiles.Caller, ContractJson.ToFile(caller), syncDirectory: false);
        _known[job] = caller;
    }

    public void Keep(string job)
    {
        if (!_known.TryGetValue(job, out var caller))
        {
            if (Read(job) is { } found) Remember(job, found);
        }
        else if (!File.Exists(PathOf(job))) TryWrite(job, caller);
    }

    // What cannot be written is still known.
    private void TryWrite(string job, CallerRecord caller)
    {
        try
        {
            Write(job, caller);
        }
        catch (IOException)
        {
        }
    }

    private string PathOf(string job) => Path.Combine(store.DirectoryOf(job), JobFiles.Caller);
}
