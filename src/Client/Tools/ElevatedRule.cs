namespace AgentExec.Client.Tools;

/// <summary>Whether a command runs in the sandbox (exec-process §6).</summary>
internal static class ElevatedRule
{
    public const string Refusal =
        "elevated is refused: a sandbox is configured and [exec] elevated is not \"allowed\" in config.toml. "
        + "Nothing was run: call it without elevated, or have the user set [exec] elevated = \"allowed\"";

    /// <summary>The words before the shell, none outside of the sandbox; null when it is refused.</summary>
    public static IReadOnlyList<string>? Prefix(bool elevated, ExecSettings settings) => (elevated, settings) switch
    {
        // Without a sandbox everything runs as the user anyway: there is nothing to leave, and nothing to allow.
        (_, { Sandbox.Count: 0 }) => [],
        (false, _) => settings.Sandbox,
        (true, { ElevatedAllowed: true }) => [],
        _ => null,
    };
}
