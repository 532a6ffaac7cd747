using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Tools;
using AgentExec.Posix;

namespace AgentExec.Actors.Storage;

/// <summary>
/// Where job directories are made: <c>&lt;root&gt;/.host/new</c>. A directory enters the root whole, by one rename, so that whoever dies in the middle of making
/// it leaves no half job behind (fault 2); the rest is removed by the next host.
/// </summary>
/// <param name="root">Absolute path of the jobs root.</param>
internal sealed class JobStaging(string root)
{
    private readonly string _host = Path.Combine(root, JobName.HostDirectory);

    private string Place => Path.Combine(_host, HostFiles.Staging);

    /// <summary>Makes the directory with all that a job begins with, durably.</summary>
    /// <exception cref="IOException">It could not be made; nothing of it is left.</exception>
    public void Create(JobMeta meta, CallerRecord caller, SessionRecord? session)
    {
        var job = meta.Job.Id;
        Files.MakeDirectory(_host);
        Files.MakeDirectory(Place);
        using var to = Files.OpenDirectory(root, followLink: true);
        using var from = Files.OpenDirectory(Place);
        var place = from;
        try
        {
            if (FileOwner.TryRead(Path.Combine(root, job), followLink: false) is not null) throw new IOException($"{job} exists already");
            if (!Files.MakeDirectory(from, job)) throw new IOException($"{job} is being made already");
            KillPoint.Reach(KillPoints.Host.DirectoryStaged);
            using var directory = Files.OpenDirectory(from, job);
            Fill(directory, meta, caller, session);
            KillPoint.Reach(KillPoints.Host.MetaWritten);
            if (Files.TryMove(from, job, to, job) is var errno and not 0) throw new PosixException(errno, $"move {job} into {root}");
            place = to;
            KillPoint.Reach(KillPoints.Host.DirectoryPublished);
            // The directory's own sync commits the rename too where the file system keeps one journal; the root's is what POSIX asks for.
            directory.Sync();
            to.Sync();
        }
        catch (PosixException)
        {
            // Half a job would be listed for ever, and one that is not durable would be promised.
            Trees.Remove(place, job);
            throw;
        }
    }

    /// <summary>Removes what a host that died in the middle has left.</summary>
    public void Clear()
    {
        if (FileOwner.TryRead(Place, followLink: false) is not { IsDirectory: true }) return;
        using var place = Files.OpenDirectory(Place);
        foreach (var entry in DirectoryListing.Read(place)) Trees.Remove(place, entry.Name);
    }

    private static void Fill(FileDescriptor directory, JobMeta meta, CallerRecord caller, SessionRecord? session)
    {
        foreach (var log in (ReadOnlySpan<string>)[JobFiles.StdoutLog, JobFiles.StderrLog, JobFiles.FullLog])
            Files.CreateNew(directory, log).Dispose();
        // Not synced: after a power cut the command is gone too, and the description's own sync is what a caller waits for.
        using (var file = Files.CreateNew(directory, JobFiles.Caller)) file.WriteAll(ContractJson.ToFile(caller));
        if (session is not null) AtomicFile.Replace(directory, JobFiles.Session, ContractJson.ToFile(session), syncDirectory: false);
        AtomicFile.Replace(directory, JobFiles.Meta, ContractJson.ToFile(meta), syncDirectory: false);
    }
}
