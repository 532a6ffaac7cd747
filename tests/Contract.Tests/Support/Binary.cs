namespace AgentExec.Contract.Tests.Support;

/// <summary>
/// The program under test: <c>AGENT_EXEC_CONTRACT_BINARY</c>, the absolute path of any agent-exec, else this repository's native one.
/// </summary>
internal static class Binary
{
    private static readonly Lazy<string> Found = new(
        () => Environment.GetEnvironmentVariable("AGENT_EXEC_CONTRACT_BINARY") is { Length: > 0 } given ? Existing(given) : NativePrograms.Cli);

    public static string Path => Found.Value;

    private static string Existing(string path) => System.IO.Path.IsPathFullyQualified(path) && File.Exists(path)
        ? path
        : throw new InvalidOperationException($"AGENT_EXEC_CONTRACT_BINARY must be the absolute path of a program: {path}");
}
