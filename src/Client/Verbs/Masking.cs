namespace AgentExec.Client.Verbs;

/// <summary>How <c>--env</c> texts are shown (contract A9.4.6).</summary>
internal static class Masking
{
    public static IReadOnlyList<string>? Apply(IReadOnlyList<string> env, IReadOnlyList<string> mask) =>
        env.Count == 0 ? null : [.. env.Select(text => text.Split('=', 2)[0] is var key && mask.Contains(key) ? $"{key}=***" : text)];
}
