using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Remoting;

/// <summary>The environment of a host, whoever starts it: only what it needs. The rest of a caller's, secrets among it, travels with each request instead.</summary>
public static class HostEnvironment
{
    /// <summary>Ends the options of a host that was handed the start lock as descriptor 3: it lets go of it when it can be found.</summary>
    public const string StartLockOption = "--start-lock-fd";

    /// <summary>What a host says that can be found.</summary>
    public const string Ready = "ready";

    /// <summary>What a host says that finds another one where it was to serve: whoever started it meets that one instead.</summary>
    public const string Taken = "another host serves this root";

    private static readonly string[] Inherited =
    [
        "PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", ConfigPath.Variable, "AGENT_EXEC_HOST_IDLE_TIMEOUT_MS", "AGENT_EXEC_HOST_RETENTION_DELAY_MS",
        KillPoint.Variable,
    ];

    /// <summary>Taken from this process's own.</summary>
    public static IEnumerable<byte[]> Entries()
    {
        foreach (var name in Inherited)
            if (Environment.GetEnvironmentVariable(name) is { } value)
                yield return SpawnRequest.Bytes($"{name}={value}");
        // The pinned certificate is all the host trusts; loading the system's costs 47 ms of its start.
        yield return SpawnRequest.Bytes("SSL_CERT_DIR=/nonexistent");
        yield return SpawnRequest.Bytes("SSL_CERT_FILE=/nonexistent");
    }
}
