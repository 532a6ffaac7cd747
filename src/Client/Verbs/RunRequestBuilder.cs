using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;

namespace AgentExec.Client.Verbs;

/// <summary>Turns options into a request that means the same on the host's side: absolute paths, the caller's environment and umask.</summary>
internal static class RunRequestBuilder
{
    public static RunRequest Build(RunOptions options, string root, JobId id, int observeMs)
    {
        OptionRule.Check(options);
        return new RunRequest
        {
            JobId = id.Value,
            Root = root,
            Command = options.Command,
            Cwd = CanonicalPath.Of(options.Cwd ?? "", CallerDirectory.Read),
            Environment = options.InheritedEnvironment?.ToArray() ?? CallerEnvironment.OfThisProcess(),
            EmptyEnvironment = !options.InheritEnv,
            CallerDirectory = DirectoryOfSinks(options),
            EnvFiles = EnvFiles.Read(options.EnvFiles),
            Env = options.Env,
            Mask = options.Mask,
            Tags = options.Tags,
            Umask = (int)CallerEnvironment.Umask(),
            OpenFilesLimit = ResourceLimit.OwnOpenFiles(),
            ResourceLimits = CallerEnvironment.ResourceLimits(),
            Niceness = Niceness.Own(),
            OomScoreAdj = OomScore.Own(),
            LogPath = options.LogPath is null ? null : CallerDirectory.Full(options.LogPath),
            TimeoutMs = OptionRule.Milliseconds(options.Timeout),
            KillAfterMs = OptionRule.Milliseconds(options.KillAfter),
            ProgressEveryMs = OptionRule.Milliseconds(options.ProgressEvery),
            NotifyCommand = options.NotifyCommand,
            NotifyFile = options.NotifyFile,
            NotifyTimeoutMs = options.NotifyTimeout is { } patience ? OptionRule.Milliseconds(patience) : null,
            LogMaxBytes = options.LogMaxBytes,
            RequestKey = options.RequestId,
            ShellWrapper = options.ShellWrapper,
            Stdin = options.StdinFile is not null ? StdinKind.File : options.Stdin is not null ? StdinKind.Bytes : StdinKind.Null,
            StdinBytes = StdinBytes.Check(options.Stdin),
            Terminal = options.Terminal,
            StdinPath = options.StdinFile is null ? null : CallerDirectory.Full(options.StdinFile),
            ObserveMs = observeMs,
        };
    }

    // Sinks of a caller whose directory is gone start in the job's own; only a relative file needs the caller's.
    private static string? DirectoryOfSinks(RunOptions options) =>
        options.NotifyFile is { } file && !file.StartsWith('/') ? CallerDirectory.Read() : CallerDirectory.TryRead();
}
