using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tools;

/// <summary>What is never run, whatever the machine is like (exec-process §2, §4, §7). A client asks before it starts a host, a host for every call. No text quotes a value.</summary>
public static class ExecCallRule
{
    private const string Nothing = "and nothing was run";

    /// <summary>Why; null when it may be run.</summary>
    /// <param name="command">Shell code.</param>
    /// <param name="workdir">Null is the caller's.</param>
    /// <param name="env"><c>KEY=VALUE</c>, as the call brings them.</param>
    /// <param name="scope">Null is nobody's.</param>
    public static string? Refusal(string command, string? workdir, IReadOnlyList<string> env, string? scope)
    {
        if (OfCommand(command) is { } refusal) return refusal;
        if (workdir?.Contains('\0') is true) return $"workdir holds a NUL character, {Nothing}";
        if (workdir is "") return $"workdir is empty, {Nothing}: leave it out for the caller's directory";
        if (ScopeRule.Refusal(scope) is { } wrong) return $"{wrong}, {Nothing}";
        return OfVariables(env);
    }

    public static string? OfCommand(string command)
    {
        if (string.IsNullOrWhiteSpace(command)) return $"command is empty, {Nothing}: give the shell code to run";
        // The system would end the text there, and run or name something else than was said.
        return command.Contains('\0') ? $"command holds a NUL character, {Nothing}" : null;
    }

    private static string? OfVariables(IReadOnlyList<string> env)
    {
        string[] keys = [.. env.Select(EnvMask.KeyOf)];
        if (keys.Contains("")) return $"env has a variable without a name, {Nothing}";
        if (env.Any(static one => one.Contains('\0'))) return $"env has a NUL character, {Nothing}";
        return EnvGuard.Refused(keys) is { Count: > 0 } refused ? EnvGuard.Message(refused) : null;
    }
}
