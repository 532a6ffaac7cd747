namespace AgentExec.Client;

/// <summary>
/// What <c>run</c> takes (contract A9.1). Relative paths are relative to the current directory. Texts have no NUL and are valid Unicode, times are from 0 to
/// 36 500 days; anything else is refused with <c>invalid_request</c>, which names the field, and nothing is started.
/// </summary>
public sealed record RunOptions
{
    /// <summary>One element is shell code; several are a program and its arguments (A9.3, B2). At least one.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Wrapper words, at least one.</summary>
    public IReadOnlyList<string> ShellWrapper { get; init; } = ["sh", "-lc"];

    /// <summary>How long to watch before answering, at most ten seconds; zero answers at once, without a snapshot. Ignored with <see cref="Wait"/>.</summary>
    public TimeSpan SnapshotAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Answer when the job has ended.</summary>
    public bool Wait { get; init; }

    /// <summary>What the snapshot holds.</summary>
    public TailOptions Tail { get; init; } = new();

    /// <summary>Zero is none.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>From SIGTERM to SIGKILL after the timeout; zero is at once.</summary>
    public TimeSpan KillAfter { get; init; }

    /// <summary>Null is the current directory.</summary>
    public string? Cwd { get; init; }

    /// <summary><c>KEY=VALUE</c>, later wins.</summary>
    public IReadOnlyList<string> Env { get; init; } = [];

    public IReadOnlyList<string> EnvFiles { get; init; } = [];

    public bool InheritEnv { get; init; } = true;

    /// <summary>The environment to inherit, <c>KEY=VALUE</c> each ended by NUL, as bytes because values need not be text; null is this process's.</summary>
    public ReadOnlyMemory<byte>? InheritedEnvironment { get; init; }

    /// <summary>Keys whose <see cref="Env"/> values are shown and stored as <c>***</c>.</summary>
    public IReadOnlyList<string> Mask { get; init; } = [];

    /// <summary>Valid tags (A18); duplicates are dropped.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Where the combined log goes; null is <c>full.log</c> in the job directory.</summary>
    public string? LogPath { get; init; }

    /// <summary>How many bytes each log may have, at least 0 (B11): beyond it the log keeps its beginning and its newest part. 0 is any number.</summary>
    public long LogMaxBytes { get; init; } = Contracts.Jobs.LogSize.DefaultMaxBytes;

    /// <summary>How often <c>updated_at</c> is refreshed; zero is never.</summary>
    public TimeSpan ProgressEvery { get; init; }

    /// <summary>Shell code to run when the job has ended (A20); null is none.</summary>
    public string? NotifyCommand { get; init; }

    /// <summary>File to append the event of the job's end to (A20); null is none.</summary>
    public string? NotifyFile { get; init; }

    /// <summary>How long one notification may take, at least a millisecond (B15); null is a minute.</summary>
    public TimeSpan? NotifyTimeout { get; init; }

    /// <summary>What the job reads, at most <see cref="StdinBytes.MostBytes"/>; null is the null device.</summary>
    public byte[]? Stdin { get; init; }

    /// <summary>
    /// A terminal of this size for all three of its descriptors, 1 to 1000 columns and rows; null for none. <see cref="Stdin"/> is typed then, and the end behind it; without it nothing is.
    /// </summary>
    public Contracts.Keeping.TerminalSize? Terminal { get; init; }

    /// <summary>A file that the job reads from its beginning; not with <see cref="Stdin"/> or <see cref="Terminal"/>. Opened when the job is started.</summary>
    public string? StdinFile { get; init; }

    /// <summary>
    /// Names this submission, <see cref="Contracts.Jobs.RequestKey"/>: repeating it, from whichever process, finds the job instead of starting a second one.
    /// Null is none.
    /// </summary>
    public string? RequestId { get; init; }

    /// <summary>When the caller began, for <c>elapsed_ms</c>: a timestamp of <see cref="TimeProvider.System"/>; null is now.</summary>
    public long? BeganAt { get; init; }
}

/// <summary>How much of each stream a tail holds (A13).</summary>
/// <param name="Lines">Newest lines; 0 is no limit.</param>
/// <param name="MaxBytes">Newest bytes; 0 is nothing.</param>
public sealed record TailOptions(ulong Lines = 50, ulong MaxBytes = 65536);

/// <summary>Which jobs <c>list</c> shows (A16).</summary>
public sealed record ListOptions
{
    /// <summary>Only jobs of this directory; null is all.</summary>
    public string? Cwd { get; init; }

    public Contracts.Jobs.JobStatus? State { get; init; }

    /// <summary>Valid patterns (A18), all of which must match.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Newest so many; 0 is unlimited.</summary>
    public ulong Limit { get; init; }
}
