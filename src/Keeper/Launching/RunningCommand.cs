using AgentExec.Keeper.Terminal;
using AgentExec.Posix;

namespace AgentExec.Keeper.Launching;

/// <summary>A started command: its pid, which is also the number of its session and process group, and what the keeper holds of it.</summary>
internal sealed record RunningCommand
{
    /// <summary>The root process.</summary>
    public int Pid { get; init; }

    /// <summary>Readable once the root process has ended.</summary>
    public FileDescriptor End { get; init; } = null!;

    /// <summary>Write end of its stdin; null for one without a pipe.</summary>
    public FileDescriptor? Stdin { get; init; }

    /// <summary>Read end of its stdout, or the terminal that it sits at.</summary>
    public required FileDescriptor Stdout { get; init; }

    /// <summary>Read end of its stderr, closed for one at a terminal.</summary>
    public required FileDescriptor Stderr { get; init; }

    /// <summary>The terminal that it sits at; null for one on pipes.</summary>
    public TerminalSeat? Terminal { get; init; }

    /// <summary>Tells whether its shell came to the command; null where that is not known.</summary>
    public ShellReach? Reach { get; init; }

    /// <summary>What it does not have although it was ordered; null when it has all.</summary>
    public string? Warning { get; init; }

    /// <summary>Monotonic time stamp (<see cref="System.Diagnostics.Stopwatch"/>) that its time counts from.</summary>
    public long SpawnedAt { get; init; }
}
