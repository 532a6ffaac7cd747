namespace AgentExec.Contracts.Requests;

/// <summary>
/// Start a job (contract A9). The asker chooses the id, so asking again after a broken connection finds the job instead of starting a second one.
/// </summary>
public sealed record RunRequest : JobRequest
{
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The jobs root as the asker named it, which need not be absolute; only recorded (contract A5).</summary>
    public required string Root { get; init; }

    /// <summary>Absolute; need not exist (then the job fails, B3).</summary>
    public required string Cwd { get; init; }

    /// <summary>The asker's environment as it lies in memory, <c>KEY=VALUE</c> each ended by NUL. Notify commands get it in any case.</summary>
    public required byte[] Environment { get; init; }

    /// <summary>Whether the job itself starts from an empty one: <c>--no-inherit-env</c>.</summary>
    public bool EmptyEnvironment { get; init; }

    /// <summary>
    /// Absolute path of the directory it was asked in: notify commands run there, and notify files are named from there. Null means <see cref="Cwd"/>.
    /// </summary>
    public string? CallerDirectory { get; init; }

    /// <summary>The env files as the asker read them, in order: it knows what the paths mean, a pipe or <c>/dev/fd/N</c> among them.</summary>
    public IReadOnlyList<EnvFileText> EnvFiles { get; init => field = value ?? []; } = [];

    /// <summary><c>--env</c> texts, unmasked.</summary>
    public IReadOnlyList<string> Env { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Mask { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>The asker's file mode creation mask.</summary>
    public required int Umask { get; init; }

    /// <summary>How many files the asker may have open; 0 when it does not know.</summary>
    public ulong OpenFilesLimit { get; init; }

    /// <summary>The asker's soft resource limits by their numbers, all bits set for none; empty when it does not know.</summary>
    public IReadOnlyList<ulong> ResourceLimits { get; init => field = value ?? []; } = [];

    /// <summary>The asker's nice value; null when it does not know.</summary>
    public int? Niceness { get; init; }

    /// <summary>The asker's <c>oom_score_adj</c>; null when it does not know.</summary>
    public int? OomScoreAdj { get; init; }

    /// <summary>Absolute path for the combined log, null for the job directory.</summary>
    public string? LogPath { get; init; }

    public long TimeoutMs { get; init; }

    public long KillAfterMs { get; init; }

    public long ProgressEveryMs { get; init; }

    public string? NotifyCommand { get; init; }

    /// <summary>As given.</summary>
    public string? NotifyFile { get; init; }

    /// <summary>How long one sink may take; null for <see cref="Notifications.NotificationSettings.DefaultTimeoutMs"/>.</summary>
    public long? NotifyTimeoutMs { get; init; }

    /// <summary>How many bytes each log may have (contract B11), 0 for any number; null for <see cref="Jobs.LogSize.DefaultMaxBytes"/>.</summary>
    public long? LogMaxBytes { get; init; }

    /// <summary>
    /// What the asker names the submission by, <see cref="Jobs.RequestKey"/>: one that started a job already answers for that job, whose id is in the state of
    /// the reply. Null when by nothing.
    /// </summary>
    public string? RequestKey { get; init; }

    /// <summary>The resolved shell wrapper, at least one word.</summary>
    public required IReadOnlyList<string> ShellWrapper { get; init; }

    /// <summary>What it reads; the null device when it is not said.</summary>
    public Keeping.StdinKind Stdin { get; init; }

    /// <summary>With <see cref="Keeping.StdinKind.Bytes"/>.</summary>
    public byte[]? StdinBytes { get; init; }

    /// <summary>Absolute path, with <see cref="Keeping.StdinKind.File"/>.</summary>
    public string? StdinPath { get; init; }

    /// <summary>The size of the terminal it gets, <see cref="Keeping.TerminalSize"/>; null for pipes.</summary>
    public Keeping.TerminalSize? Terminal { get; init; }

    /// <summary>What makes it a session; null for a plain job.</summary>
    public Tools.SessionRecord? Session { get; init; }

    /// <summary>How long to hold the reply for the job's end, 0 to <see cref="WaitRequest.LongestWaitMs"/>; 0 replies when it runs.</summary>
    public int ObserveMs { get; init; }

    /// <summary>Hides environment values and command texts.</summary>
    public override string ToString() => $"RunRequest({JobId})";
}

/// <summary>
/// One env file: its text, or why it cannot be read, which fails the job (contract B3). The other one is null, is not written, and so needs a default.
/// </summary>
public sealed record EnvFileText(string? Text = null, string? Error = null)
{
    /// <summary>Hides the text.</summary>
    public override string ToString() => Error ?? "EnvFileText";
}
