using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary>What a user has set for the tools (exec-process §8). Values out of bounds are clamped where they are used, and the answer says so.</summary>
public sealed record ExecSettings
{
    public static readonly ExecSettings Default = new();

    /// <summary>How long a command stays in the foreground when its call does not say, in milliseconds.</summary>
    public long BackgroundMs { get; init; } = SessionRules.DefaultYieldMs;

    /// <summary>When a command is killed if its call does not say; 0 is never.</summary>
    public double TimeoutSeconds { get; init; } = SessionRules.DefaultTimeoutSeconds;

    /// <summary>How long a finished session is listed, in milliseconds.</summary>
    public long CleanupMs { get; init; } = SessionRules.DefaultCleanupMs;

    /// <summary>Whether the end of a session is put into the inbox of its scope.</summary>
    public bool NotifyOnExit { get; init; } = true;

    /// <summary>Also that of one which exited with 0 and wrote nothing.</summary>
    public bool NotifyOnExitEmptySuccess { get; init; }

    /// <summary>How many characters of output one answer holds; null is the usual number, and for a session the one it was started with.</summary>
    public long? MaxOutputChars { get; init; }

    /// <summary>Directories that come before all others of <c>PATH</c>.</summary>
    public IReadOnlyList<string> PathPrepend { get; init; } = [];

    /// <summary>False switches the <c>process</c> tool off: a command is answered for at its end.</summary>
    public bool AllowBackground { get; init; } = true;

    /// <summary>Whether <c>elevated</c> may leave the sandbox.</summary>
    public bool ElevatedAllowed { get; init; }

    /// <summary>The words before every command's shell; none is no sandbox.</summary>
    public IReadOnlyList<string> Sandbox { get; init; } = [];

    /// <summary>Without output for so long, a process that sleeps in a read is said to wait for input; milliseconds.</summary>
    public long InputWaitIdleMs { get; init; } = SessionRules.DefaultInputWaitIdleMs;

    /// <summary>What was wrong with what the user has set, in words; every answer says it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
