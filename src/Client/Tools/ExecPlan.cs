using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary>What a call of <c>exec</c> comes to once settings and bounds are applied; <see cref="ExecPlanner"/> makes it.</summary>
internal sealed record ExecPlan
{
    /// <summary>The command with its shell, directory, environment and times.</summary>
    public required RunOptions Run { get; init; }

    public required SessionRecord Session { get; init; }

    public required StdinKind Stdin { get; init; }

    public TerminalSize? Terminal { get; init; }

    /// <summary>When the answer is due at the latest, beside what the host itself needs.</summary>
    public required TimeSpan DueIn { get; init; }

    /// <summary>What is not done as asked.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The answer to a call whose directory is not there: nothing has run.</summary>
    public static ExecFailed NoDirectory(string path) => new()
    {
        Status = ToolStatus.Failed,
        DurationMs = 0,
        Aggregated = "",
        Truncated = false,
        TotalChars = 0,
        TotalBytes = 0,
        Cwd = path,
        TimedOut = false,
        ExitReason = EndReason.LaunchFailed,
        Error = $"workdir {path} does not exist, or is no directory, and nothing was run: make it first, or give another one",
    };
}
