using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentExec.Contracts.Keeping;

/// <summary><c>exit.json</c>: the end of a job as the only process that could see it recorded it. Exactly one of code, signal and launch error is set.</summary>
public sealed record ExitRecord
{
    [JsonPropertyName("pid")] public int Pid { get; init; }

    [JsonPropertyName("exit_code")] public int? ExitCode { get; init; }

    /// <summary>Number of the signal that ended the root process.</summary>
    [JsonPropertyName("signal")] public int? Signal { get; init; }

    [JsonPropertyName("core_dumped")] public bool CoreDumped { get; init; }

    /// <summary>Why the keeper signalled the job: <c>timeout</c> once its time was over, else <c>kill</c>; null when it never did.</summary>
    [JsonPropertyName("cause")] public string? Cause { get; init; }

    /// <summary>Why the command could not be started, in words with the path concerned.</summary>
    [JsonPropertyName("launch_error")] public string? LaunchError { get; init; }

    /// <summary>The system's error number behind <see cref="LaunchError"/>; 0 when none.</summary>
    [JsonPropertyName("launch_errno")] public int LaunchErrno { get; init; }

    /// <summary>From spawn to the end of the root process, on the monotonic clock.</summary>
    [JsonPropertyName("duration_ms")] public long DurationMs { get; init; }

    /// <summary>Wall clock of the end, milliseconds since 1970 UTC.</summary>
    [JsonPropertyName("finished_at_unix_ms")] public long FinishedAtUnixMs { get; init; }

    [JsonPropertyName("user_time_ms")] public long UserTimeMs { get; init; }

    [JsonPropertyName("system_time_ms")] public long SystemTimeMs { get; init; }

    [JsonPropertyName("peak_memory_bytes")] public long PeakMemoryBytes { get; init; }

    /// <summary>Bytes read from the command's stdout; what the log lacks of them is in <see cref="DroppedBytes"/>.</summary>
    [JsonPropertyName("stdout_bytes")] public long StdoutBytes { get; init; }

    [JsonPropertyName("stderr_bytes")] public long StderrBytes { get; init; }

    /// <summary>Bytes of both streams that their logs lack: beyond the limit (contract B11), or refused by a full disk. The job was not held up by it.</summary>
    [JsonPropertyName("dropped_bytes")] public long DroppedBytes { get; init; }

    /// <summary>Those of <see cref="DroppedBytes"/> that the system refused to write; absent when none.</summary>
    [JsonPropertyName("unwritten_bytes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? UnwrittenBytes { get; init; }

    /// <summary>
    /// True when a SIGKILL that the keeper did not send ended the job, and the kernel had killed somebody in its control group for want of memory meanwhile;
    /// absent otherwise.
    /// </summary>
    [JsonPropertyName("oom_suspected"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public bool? OomSuspected { get; init; }

    /// <summary>Whether both streams were read to their end.</summary>
    [JsonPropertyName("output_complete")] public bool OutputComplete { get; init; }

    /// <summary>The JSON text; written by hand because the keeper carries no serializer.</summary>
    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("pid", Pid);
            WriteNumber(json, "exit_code", ExitCode);
            WriteNumber(json, "signal", Signal);
            json.WriteBoolean("core_dumped", CoreDumped);
            json.WriteString("cause", Cause);
            json.WriteString("launch_error", LaunchError);
            json.WriteNumber("launch_errno", LaunchErrno);
            json.WriteNumber("duration_ms", DurationMs);
            json.WriteNumber("finished_at_unix_ms", FinishedAtUnixMs);
            json.WriteNumber("user_time_ms", UserTimeMs);
            json.WriteNumber("system_time_ms", SystemTimeMs);
            json.WriteNumber("peak_memory_bytes", PeakMemoryBytes);
            json.WriteNumber("stdout_bytes", StdoutBytes);
            json.WriteNumber("stderr_bytes", StderrBytes);
            json.WriteNumber("dropped_bytes", DroppedBytes);
            if (UnwrittenBytes is { } unwritten) json.WriteNumber("unwritten_bytes", unwritten);
            if (OomSuspected is { } suspected) json.WriteBoolean("oom_suspected", suspected);
            json.WriteBoolean("output_complete", OutputComplete);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
