using System.Text.Json.Serialization;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Jobs;

/// <summary>Why a job ended (contract B6).</summary>
[JsonConverter(typeof(EndReasonConverter))]
public enum EndReason
{
    /// <summary>It exited by itself, or chose its exit code after a signal it trapped.</summary>
    Exited,

    /// <summary>A signal from somebody else ended it.</summary>
    Signaled,

    /// <summary>Its time was over.</summary>
    Timeout,

    /// <summary>The <c>kill</c> command ended it.</summary>
    Killed,

    /// <summary>The command could not be started (B3).</summary>
    LaunchFailed,

    /// <summary>Nobody is left who saw the end (B8).</summary>
    Lost,
}

/// <summary>The names of the contract.</summary>
public sealed class EndReasonConverter() : NamedEnumConverter<EndReason>(
    (EndReason.Exited, "exited"), (EndReason.Signaled, "signaled"), (EndReason.Timeout, "timeout"), (EndReason.Killed, "killed"),
    (EndReason.LaunchFailed, "launch_failed"), (EndReason.Lost, "lost"));
