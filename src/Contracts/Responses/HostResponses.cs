namespace AgentExec.Contracts.Responses;

/// <summary>The answer to <c>host status</c> and <c>host start</c> (contract B18). Only <see cref="Running"/> and the paths are there when no host runs.</summary>
public sealed record HostStatusResponse(string Verb) : Response
{
    protected override string Kind => Verb;

    public required string Root { get; init; }

    public required bool Running { get; init; }

    public int? Pid { get; init; }

    public int? Port { get; init; }

    public string? StartedAt { get; init; }

    public string? Version { get; init; }

    public int? ProtocolVersion { get; init; }

    public int? RunningJobs { get; init; }

    /// <summary>Messages of peers that the host refused to read since it started.</summary>
    public long? RefusedMessages { get; init; }

    /// <summary>A host is running, and why it cannot be asked; absent otherwise.</summary>
    public string? Unreachable { get; init; }

    /// <summary>What it removes by itself; absent from a host that does not know of it.</summary>
    public RetentionStatus? Retention { get; init; }

    public required string LogPath { get; init; }

    [System.Text.Json.Serialization.JsonIgnore] public string Verb { get; } = Verb;
}

/// <summary>The answer to <c>host stop</c>: running jobs stay with their keepers.</summary>
public sealed record HostStopResponse : Response
{
    protected override string Kind => "host_stop";

    public required string Root { get; init; }

    /// <summary>False when no host was running.</summary>
    public required bool Stopped { get; init; }

    public int? Pid { get; init; }

    /// <summary>Jobs that go on without a host; the next one picks them up.</summary>
    public required int RunningJobs { get; init; }
}

/// <summary>The answer to <c>host logs</c>: the end of the host's log file.</summary>
public sealed record HostLogsResponse : Response
{
    protected override string Kind => "host_logs";

    public required string Root { get; init; }

    public required string LogPath { get; init; }

    public required IReadOnlyList<string> Lines { get; init; }

    public required bool Truncated { get; init; }
}
