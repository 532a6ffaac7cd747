using System.Text;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Shells;

namespace AgentExec.Actors.Jobs;

/// <summary>What a run request means: the description that is stored and the order that is carried out.</summary>
public static class LaunchSpec
{
    /// <summary><c>meta.json</c> of a new job (contract A7.2): values of masked keys are replaced, env-file values are stored nowhere.</summary>
    public static JobMeta Describe(RunRequest request, DateTimeOffset now) => new()
    {
        Job = new JobMetaId(request.JobId),
        Command = request.Command,
        CreatedAt = Timestamp.Format(now),
        Root = request.Root,
        EnvKeys = [.. request.Env.Select(EnvMask.KeyOf)],
        EnvVars = EnvMask.Apply(request.Env, request.Mask),
        Mask = request.Mask.Count == 0 ? null : request.Mask,
        Cwd = request.Cwd,
        Notification = request.NotifyCommand is null && request.NotifyFile is null && request.NotifyTimeoutMs is null ? null : new NotificationSettings
        {
            NotifyCommand = request.NotifyCommand,
            NotifyFile = request.NotifyFile,
            NotifyTimeoutMs = request.NotifyTimeoutMs,
        },
        Tags = [.. request.Tags.Distinct()],
        TimeoutMs = request.TimeoutMs == 0 ? null : request.TimeoutMs,
        KillAfterMs = request.KillAfterMs == 0 ? null : request.KillAfterMs,
        ProgressEveryMs = request.ProgressEveryMs == 0 ? null : request.ProgressEveryMs,
        LogMaxBytes = request.LogMaxBytes == LogSize.DefaultMaxBytes ? null : request.LogMaxBytes,
        RequestId = request.RequestKey,
    };

    /// <summary>What its notifications need of whoever asked.</summary>
    public static CallerRecord CallerOf(RunRequest request) => new()
    {
        Directory = request.CallerDirectory ?? request.Cwd,
        Environment = request.Environment,
        Umask = request.Umask,
        ShellWrapper = request.ShellWrapper,
    };

    /// <summary>The keeper's order; every env file could be read.</summary>
    public static LaunchOrder Order(RunRequest request) => new()
    {
        Code = new ShellCode(request.ShellWrapper.Count, Named(request)),
        Arguments = [.. ExecForm.Build(request.ShellWrapper, request.Command).Select(Encoding.UTF8.GetBytes)],
        Environment = EnvironmentBlock.Merge(
            request.EmptyEnvironment ? [] : EnvironmentBlock.Split(request.Environment),
            Settings(request)),
        WorkingDirectory = Encoding.UTF8.GetBytes(request.Cwd),
        Umask = request.Umask,
        OpenFilesLimit = request.OpenFilesLimit,
        Limits = CallerLimits.Of(request.ResourceLimits, request.Niceness, request.OomScoreAdj),
        FullLogPath = request.LogPath is null ? null : Encoding.UTF8.GetBytes(request.LogPath),
        Timeout = Duration.FromMilliseconds(request.TimeoutMs),
        KillAfter = Duration.FromMilliseconds(request.KillAfterMs),
        LogMaxBytes = request.LogMaxBytes ?? LogSize.DefaultMaxBytes,
        Streams = Streams(request),
    };

    private static IEnumerable<string> Settings(RunRequest request) =>
        request.EnvFiles.SelectMany(file => EnvironmentBlock.ParseFile(file.Text ?? "")).Concat(request.Env);

    private static List<byte[]> Named(RunRequest request) => [.. Settings(request).Select(EnvMask.KeyOf).Distinct().Select(Encoding.UTF8.GetBytes)];

    // A file without a path and a size that no terminal has are refused before, by who asks.
    private static CommandStreams Streams(RunRequest request) => new()
    {
        Stdin = request.Stdin,
        StdinBytes = request.Stdin == StdinKind.Bytes ? request.StdinBytes ?? [] : [],
        StdinPath = request.Stdin == StdinKind.File ? Encoding.UTF8.GetBytes(request.StdinPath ?? "") : [],
        Terminal = request.Terminal is { IsPossible: true } size ? size : null,
        RecordArrival = request.Session is not null,
    };
}
