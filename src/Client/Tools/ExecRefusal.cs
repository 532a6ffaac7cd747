using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary>What is never run, whatever the machine is like. No text quotes a value.</summary>
internal static class ExecRefusal
{
    private const string Nothing = "and nothing was run";

    /// <summary>Why; null when it may be run.</summary>
    public static string? Of(ExecOptions options, ToolOptions caller)
    {
        if (string.IsNullOrWhiteSpace(options.Command)) return $"command is empty, {Nothing}: give the shell code to run";
        // The system would end the text there, and run or name something else than was said.
        if (options.Command.Contains('\0')) return $"command holds a NUL character, {Nothing}";
        if (options.Workdir?.Contains('\0') is true) return $"workdir holds a NUL character, {Nothing}";
        if (options.Workdir is "") return $"workdir is empty, {Nothing}: leave it out for the caller's directory";
        if (options.TimeoutSeconds is double.NaN) return $"timeout is not a number, {Nothing}";
        if (caller.Scope is not null && ScopeRule.Refusal(caller.Scope) is { } scope) return $"{scope}, {Nothing}";
        return OfVariables([.. options.Env.Select(EnvMask.KeyOf)], options.Env);
    }

    private static string? OfVariables(string[] keys, IReadOnlyList<string> env)
    {
        if (keys.Contains("")) return $"env has a variable without a name, {Nothing}";
        for (var i = 0; i < keys.Length; i++)
            if (env[i].Contains('\0'))
                return $"env has a NUL character, {Nothing}";
        return EnvGuard.Refused(keys) is { Count: > 0 } refused ? EnvGuard.Message(refused) : null;
    }
}
