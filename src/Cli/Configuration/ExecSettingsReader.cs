using System.Globalization;
using AgentExec.Client.Tools;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Configuration;

/// <summary>What the user has set for the tools: the environment goes before the file (exec-process §8). What is out of bounds is clamped, under the name it was set by.</summary>
internal static class ExecSettingsReader
{
    private static readonly string[] Yield = ["AGENT_EXEC_YIELD_MS", "PI_BASH_YIELD_MS"];
    private static readonly string[] OutputChars = ["AGENT_EXEC_MAX_OUTPUT_CHARS", "PI_BASH_MAX_OUTPUT_CHARS"];
    private static readonly string[] TimeToLive = ["AGENT_EXEC_JOB_TTL_MS", "PI_BASH_JOB_TTL_MS"];

    /// <exception cref="AgentExecException">A variable is set to something else than a whole number.</exception>
    public static ExecSettings Resolve(ExecShape? file, Func<string, string?> variable)
    {
        var warnings = new List<string>();
        var (usual, exec) = (ExecSettings.Default, file ?? new ExecShape());
        var background = Find(Yield, "background_ms", ConfigTime.Milliseconds(exec.BackgroundMs), variable);
        var cleanup = Find(TimeToLive, "cleanup_ms", ConfigTime.Milliseconds(exec.CleanupMs), variable);
        var chars = Find(OutputChars, "max_output_chars", exec.MaxOutputChars, variable);
        return new ExecSettings
        {
            BackgroundMs = background is { } yields ? SessionBounds.YieldMs(yields.Value, warnings, yields.Name) : usual.BackgroundMs,
            TimeoutSeconds = ConfigTime.Seconds(exec.TimeoutSec) ?? usual.TimeoutSeconds,
            CleanupMs = cleanup is { } stays ? SessionBounds.CleanupMs(stays.Value, warnings, stays.Name) : usual.CleanupMs,
            NotifyOnExit = exec.NotifyOnExit ?? usual.NotifyOnExit,
            NotifyOnExitEmptySuccess = exec.NotifyOnExitEmptySuccess ?? usual.NotifyOnExitEmptySuccess,
            MaxOutputChars = chars is { } most ? SessionBounds.OutputChars(most.Value, warnings, most.Name) : null,
            PathPrepend = exec.PathPrepend ?? usual.PathPrepend,
            AllowBackground = exec.AllowBackground ?? usual.AllowBackground,
            ElevatedAllowed = exec.Elevated == ExecShape.Allowed,
            Sandbox = exec.Sandbox ?? usual.Sandbox,
            InputWaitIdleMs = ConfigTime.Milliseconds(exec.InputWaitIdleMs) ?? usual.InputWaitIdleMs,
            Warnings = warnings,
        };
    }

    private static Setting? Find(string[] variables, string key, long? inFile, Func<string, string?> variable)
    {
        foreach (var name in variables)
            if (variable(name) is { Length: > 0 } text)
                return new Setting(name, Parse(name, text));
        return inFile is { } value ? new Setting($"[exec] {key}", value) : null;
    }

    // Digits without end are a number too, only a large one.
    private static long Parse(string name, string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        var digits = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9')) throw new AgentExecException(ErrorDetail.Internal($"{name}={text}: a whole number is expected"));
        return text[0] == '-' ? long.MinValue : long.MaxValue;
    }

    /// <summary>A number and how its user knows it.</summary>
    private readonly record struct Setting(string Name, long Value);
}
