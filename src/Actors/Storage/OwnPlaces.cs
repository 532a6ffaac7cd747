using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Rules;
using AgentExec.Posix;

namespace AgentExec.Actors.Storage;

/// <summary>Holds the paths that callers name to <see cref="OwnPlaceRule"/>, with links resolved as they are now.</summary>
internal static class OwnPlaces
{
    public static Breach? Refusal(IJobStore store, RunRequest run) =>
        run.LogPath is null && run.NotifyFile is null ? null
        : Refusal("log_path", store.DirectoryOf(run.JobId), "/", run.LogPath)
            ?? Refusal("notify_file", store.DirectoryOf(run.JobId), run.CallerDirectory ?? run.Cwd, run.NotifyFile);

    /// <summary>Of <c>notify set</c>: a relative path is meant from where the job was submitted.</summary>
    public static Breach? Refusal(JobServices services, string job, JobRequest request) =>
        request is not NotifySetRequest { OutputFile: { Length: > 0 } file } ? null
        : Refusal("output_file", services.Store.DirectoryOf(job), services.Outbox.ReadCaller(job)?.Directory ?? "/", file);

    /// <summary>Just before it is written: a description may have been edited by hand, a link be new.</summary>
    public static Breach? Refusal(string? root, string path) =>
        root is null ? null : OwnPlaceRule.Refusal("file", CanonicalPath.OfTarget(root), CanonicalPath.OfTarget(path));

    private static Breach? Refusal(string field, string jobDirectory, string from, string? path) =>
        path is null ? null : OwnPlaceRule.Refusal(field, CanonicalPath.OfTarget(Path.GetDirectoryName(jobDirectory)!), CanonicalPath.OfTarget(Path.Combine(from, path)));
}
