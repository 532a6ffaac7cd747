using AgentExec.Contracts.Jobs;

namespace AgentExec.Load.Soak;

/// <summary>One job and its end, both known before it starts.</summary>
internal sealed record JobPlan
{
    public required int Number { get; init; }

    public required JobKind Kind { get; init; }

    /// <summary>As for <c>run</c>: one element is shell code.</summary>
    public required string[] Command { get; init; }

    /// <summary>Where it runs; null is the soak's own directory.</summary>
    public string? Directory { get; init; }

    public TimeSpan Timeout { get; init; }

    public required JobEnd End { get; init; }

    public byte[] Stdout { get; init; } = [];

    public byte[] Stderr { get; init; } = [];

    /// <summary>Whether its end is to be told to a file.</summary>
    public bool Notifies { get; init; }

    /// <summary>The signal we send, once it said that it is ready; 0 for none.</summary>
    public int Signal { get; init; }

    /// <summary>The lines that its output rule matches, in order; empty without a rule. Such a job waits for its gate.</summary>
    public string[] Matches { get; init; } = [];

    /// <summary>Who starts it and who waits for it: a process each, or the library.</summary>
    public bool StartsByCli { get; init; }

    public bool WaitsByCli { get; init; }

    public string Gate => $"go-{Number}";

    public string NotifyFile => $"told-{Number}";

    public string MatchFile => $"matched-{Number}";

    public override string ToString() => $"job {Number} ({Kind})";
}

/// <summary>How a job ends.</summary>
internal sealed record JobEnd(JobStatus Status, EndReason Reason, int? ExitCode = null, int? Signal = null)
{
    public static JobEnd Exit(int code) => new(JobStatus.Exited, EndReason.Exited, code);

    public static JobEnd Died(int signal, EndReason reason) => new(JobStatus.Killed, reason, null, signal);
}

internal enum JobKind
{
    Exits, Prints, Floods, Lingers, Dies, TimesOut, CannotStart, Matches, Killed, Traps,
}
