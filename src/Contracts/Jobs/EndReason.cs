using System.Text.Json.Serialization;

namespace AgentExec.Contracts.Jobs;

/// <summary>Why a job ended (contract B6).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EndReason>))]
public enum EndReason
{
    /// <summary>It exited by itself, or chose its exit code after a signal it trapped.</summary>
    [JsonStringEnumMemberName("exited")] Exited,

    /// <summary>A signal from somebody else ended it.</summary>
    [JsonStringEnumMemberName("signaled")] Signaled,

    /// <summary>Its time was over.</summary>
    [JsonStringEnumMemberName("timeout")] Timeout,

    /// <summary>The <c>kill</c> command ended it.</summary>
    [JsonStringEnumMemberName("killed")] Killed,

    /// <summary>The command could not be started (B3).</summary>
    [JsonStringEnumMemberName("launch_failed")] LaunchFailed,

    /// <summary>Nobody is left who saw the end (B8).</summary>
    [JsonStringEnumMemberName("lost")] Lost,
}
