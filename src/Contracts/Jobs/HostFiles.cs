namespace AgentExec.Contracts.Jobs;

/// <summary>The files of <c>&lt;root&gt;/.host</c>, all 0600 in a 0700 directory.</summary>
public static class HostFiles
{
    /// <summary>Held by the host for life.</summary>
    public const string Lock = "host.lock";

    /// <summary>The host's name as <c>/proc/PID/comm</c> has it, which cuts at 15 bytes.</summary>
    public const string ProcessName = "agent-exec-host";

    /// <summary>Held by a client while it starts a host.</summary>
    public const string StartLock = "start.lock";

    public const string Endpoint = "endpoint.json";
    /// <summary>The endpoint of the last host: room for the next one's on a disk that is full.</summary>
    public const string SpareEndpoint = "endpoint.spare";

    public const string Log = "host.log";

    /// <summary>A directory: jobs that are being made and not yet in the root.</summary>
    public const string Staging = "new";

    /// <summary>A directory: what <c>gc</c> has taken out of the root and not yet removed.</summary>
    public const string Trash = "trash";

    /// <summary>A directory: which job each <see cref="RequestKey"/> has started, in a file each.</summary>
    public const string Requests = "requests";

    /// <summary>Which job each session's name belongs to, one line each, never removed: no name is used twice.</summary>
    public const string Sessions = "sessions.log";

    /// <summary>What is to be told of ended sessions, and what has been: one JSON object a line.</summary>
    public const string Events = "events.ndjson";

    /// <summary>What the last sweep of the host's own has removed: <see cref="RetentionRecord"/>.</summary>
    public const string Retention = "retention.json";

    /// <summary>Private key and certificate of this root, PEM.</summary>
    public const string Identity = "identity.pem";
}
