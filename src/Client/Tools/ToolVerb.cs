using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary><c>tool</c>: a call as it was written down (exec-process §1).</summary>
internal sealed class ToolVerb(ExecVerb exec, ProcessVerb process)
{
    public async Task<ToolResponse> ToolAsync(ReadOnlyMemory<byte> json, ToolOptions caller, CancellationToken cancellation)
    {
        var call = ToolCallReader.Read(json);
        if (call is ToolCall.Refused refused) return ToolAnswer.Of(refused.Tool, ToolFailure.Of(refused.Error), null);
        if (ScopeChoice.Refusal(caller.Scope, call.Scope) is { } other)
            return ToolAnswer.Of(call is ToolCall.Exec ? ToolCall.ExecTool : ToolCall.ProcessTool, ToolFailure.Of(other), null);
        // What was not heeded is said as what was set wrong is.
        var settings = caller.Settings with { Warnings = [.. caller.Settings.Warnings, .. call.Warnings] };
        var scoped = caller with { Scope = caller.Scope ?? call.Scope, Settings = settings };
        return call switch
        {
            ToolCall.Exec { Options: var options } => await exec.ExecAsync(options, scoped, cancellation).ConfigureAwait(false),
            ToolCall.Process { Call: var action } => await process.ProcessAsync(action, scoped, cancellation).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"unknown call {call.GetType().Name}"),
        };
    }
}

/// <summary>Whose a call is that names a scope itself.</summary>
internal static class ScopeChoice
{
    /// <summary>Who has a scope is held to it: the call is written by a model, the caller's scope by whoever keeps models apart.</summary>
    public static string? Refusal(string? caller, string? call) => caller is null || call is null || call == caller
        ? null
        : "the call names another scope than its caller has, and nothing was done: leave scope out";
}
