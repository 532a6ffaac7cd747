using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentExec.Contracts.Jobs;

/// <summary><c>state.json</c> (contract A7.3, B6): what became of the job. The host is its only writer.</summary>
public sealed record JobState
{
    public required JobProgress Job { get; init; }

    public required JobResult Result { get; init; }

    /// <summary>Root process of the command; stays after the end.</summary>
    public int? Pid { get; init; }

    public string? FinishedAt { get; init; }

    public required string UpdatedAt { get; init; }

    /// <summary>Additional to v0.1: <c>TERM</c> beside the number in <see cref="JobResult.Signal"/>.</summary>
    public string? SignalName { get; init; }

    public EndReason? Reason { get; init; }

    /// <summary>True when the job's time was over before it ended.</summary>
    public bool? TimedOut { get; init; }

    /// <summary>Why it is <c>failed</c>, in words.</summary>
    public string? Error { get; init; }

    /// <summary>False while descendants may still write to the job's logs after its end.</summary>
    public bool? OutputComplete { get; init; }

    /// <summary>The signal that <c>kill</c> asked for last, recorded before it is sent.</summary>
    public string? KillRequested { get; init; }

    /// <summary>Start time of <see cref="Pid"/> in clock ticks since boot: with the boot id, the process's identity (B8).</summary>
    public long? PidStartTicks { get; init; }

    public string? BootId { get; init; }

    public long? UserTimeMs { get; init; }

    public long? SystemTimeMs { get; init; }

    public long? PeakMemoryBytes { get; init; }

    /// <summary>Bytes of both streams that their logs lack (<see cref="Keeping.ExitRecord.DroppedBytes"/>); absent when none.</summary>
    public long? DroppedBytes { get; init; }

    /// <summary>Those of <see cref="DroppedBytes"/> that the system refused to write, a full disk for one; absent when none.</summary>
    public long? UnwrittenBytes { get; init; }

    /// <summary>True when the job's keeper died before it had recorded the end: of the output the last may be missing, and nobody kept its time limit from then on.</summary>
    public bool? KeeperLost { get; init; }

    /// <summary>True when it died of a SIGKILL from elsewhere while the kernel killed for want of memory (<see cref="Keeping.ExitRecord.OomSuspected"/>).</summary>
    public bool? OomSuspected { get; init; }

    /// <summary>True when the signal that ended it left a core dump (<see cref="Keeping.ExitRecord.CoreDumped"/>), wherever the system puts those.</summary>
    public bool? CoreDumped { get; init; }

    /// <summary>What the command does not have although it was asked for, a terminal for one (<see cref="Keeping.StartedFact.Warning"/>); absent when it has all.</summary>
    public string? Warning { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; set; }

    /// <summary>A running job of which nothing but the name is known.</summary>
    public static JobState Unidentified(string id) => new()
    {
        Job = new JobProgress(id, JobStatus.Running, ""), Result = JobResult.None, UpdatedAt = "",
    };

    [JsonIgnore] public bool IsTerminal => Job.Status != JobStatus.Running;

    /// <summary>Whether it has ended and nothing more will be written. The output of a job whose keeper was lost is never complete, and never will be.</summary>
    [JsonIgnore] public bool IsOver => IsTerminal && (OutputComplete != false || KeeperLost == true);
}

/// <summary>The <c>job</c> object of <c>state.json</c>.</summary>
/// <param name="Id">Equals the directory's name.</param>
/// <param name="Status">Never <see cref="JobStatus.Unknown"/> on disk.</param>
/// <param name="StartedAt">The creation time of the job, not the spawn time.</param>
public sealed record JobProgress(string Id, JobStatus Status, string StartedAt)
{
    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>The <c>result</c> object: its three keys are always there, null when unknown.</summary>
public sealed record JobResult
{
    public static readonly JobResult None = new();

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public int? ExitCode { get; init; }

    /// <summary>Decimal signal number as text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string? Signal { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public long? DurationMs { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; set; }
}
