using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary>A tool call as it was written down, <c>{"tool":"exec", …}</c>, read and not yet carried out.</summary>
internal abstract record ToolCall
{
    public const string ExecTool = "exec", ProcessTool = "process";

    /// <summary>The scope that the call names; null when it names none.</summary>
    public string? Scope { get; init; }

    /// <summary>What was read and is not heeded.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public sealed record Exec(ExecOptions Options) : ToolCall;

    public sealed record Process(ProcessCall Call) : ToolCall;

    /// <summary>Its tool is known, and what it asks for is not; <see cref="Error"/> says what to write instead.</summary>
    public sealed record Refused(string Tool, string Error) : ToolCall;
}
