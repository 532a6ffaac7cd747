namespace AgentExec.Contracts.Notifications;

/// <summary>
/// <c>caller.json</c>: what a notification needs of whoever called <c>run</c> (contract A20.4), so that any later host can deliver it. There from the
/// creation of the job until everything is delivered: a job that has it is not done with.
/// </summary>
public sealed record CallerRecord
{
    /// <summary>Absolute.</summary>
    public required string Directory { get; init; }

    /// <summary>The caller's environment, <c>KEY=VALUE</c> each ended by NUL.</summary>
    public required byte[] Environment { get; init; }

    /// <summary>File mode creation mask.</summary>
    public required int Umask { get; init; }

    /// <summary>The job's wrapper, which runs notify commands too (contract A21).</summary>
    public required IReadOnlyList<string> ShellWrapper { get; init; }

    /// <summary>Whether the end was told to nobody, since nobody wanted to know then: who is configured later is not told of it (contract A19).</summary>
    public bool EndIsOver { get; init; }

    /// <summary>Hides the environment, which may hold secrets.</summary>
    public override string ToString() => "CallerRecord";
}
