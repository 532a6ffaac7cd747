namespace AgentExec.Contracts.Jobs;

/// <summary>How <c>--env</c> texts are shown and stored (contract A9.4.6): the values of masked keys are replaced.</summary>
public static class EnvMask
{
    public const string Masked = "***";

    /// <summary>The texts as they may be shown; null when there are none.</summary>
    public static IReadOnlyList<string>? Apply(IReadOnlyList<string> env, IReadOnlyList<string> mask) =>
        env.Count == 0 ? null : [.. env.Select(text => mask.Contains(KeyOf(text)) ? $"{KeyOf(text)}={Masked}" : text)];

    /// <summary>The text before the first <c>=</c>.</summary>
    public static string KeyOf(string text) => text.Split('=', 2)[0];
}
