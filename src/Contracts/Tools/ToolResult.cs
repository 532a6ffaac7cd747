using System.Text.Json.Serialization;

namespace AgentExec.Contracts.Tools;

/// <summary>
/// The <c>result</c> of a tool call, spelled as users of the <c>exec</c> and <c>process</c> tools know it: camelCase. On the wire a <c>kind</c> says which one it is.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ExecCompleted), "exec-completed")]
[JsonDerivedType(typeof(ExecFailed), "exec-failed")]
[JsonDerivedType(typeof(ExecRunning), "exec-running")]
[JsonDerivedType(typeof(SessionList), "list")]
[JsonDerivedType(typeof(SessionOutput), "poll")]
[JsonDerivedType(typeof(SessionLog), "log")]
[JsonDerivedType(typeof(SessionInput), "input")]
[JsonDerivedType(typeof(SessionDone), "done")]
[JsonDerivedType(typeof(ToolFailure), "failure")]
public abstract record ToolResult
{
    /// <summary><see cref="ToolStatus"/>.</summary>
    [JsonPropertyName("status"), JsonPropertyOrder(-1)] public required string Status { get; init; }

    /// <summary>What was not done as asked: values that were clamped, parameters that were ignored. Absent when all was.</summary>
    [JsonPropertyName("warnings"), JsonPropertyOrder(100)] public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>The same with these said too, first.</summary>
    public ToolResult Warned(IReadOnlyList<string> first) => first.Count == 0 ? this : this with { Warnings = [.. first, .. Warnings ?? []] };
}

/// <summary>The values of <see cref="ToolResult.Status"/>.</summary>
public static class ToolStatus
{
    /// <summary>Ended by itself, whatever its exit code but 126 and 127; or the action was done.</summary>
    public const string Completed = "completed";

    /// <summary>Could not be run, was killed by a signal, timed out, exit code 126 or 127; or the action could not be done.</summary>
    public const string Failed = "failed";

    public const string Running = "running";
}
