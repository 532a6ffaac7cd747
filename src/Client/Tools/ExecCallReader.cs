namespace AgentExec.Client.Tools;

/// <summary>The parameters of <c>exec</c> (exec-process §2).</summary>
internal static class ExecCallReader
{
    public static readonly string[] Known = ["command", "yieldMs", "background", "timeout", "elevated", "pty", "workdir", "env", "stdin", "scope"];

    public static ToolCall Read(ToolParameters given)
    {
        if (given.Names.FirstOrDefault(static name => !Known.Contains(name)) is { } unknown)
            return Refuse($"exec has no parameter \"{ToolParameters.Shown(unknown)}\", and nothing was run: it has {string.Join(", ", Known)}");
        var options = new ExecOptions
        {
            Command = given.Text("command") ?? given.Fail<string>("command is missing: the shell code to run") ?? "",
            YieldMs = given.Whole("yieldMs"),
            Background = given.Flag("background") ?? false,
            TimeoutSeconds = given.Real("timeout"),
            Elevated = given.Flag("elevated") ?? false,
            Pty = given.Flag("pty") ?? false,
            Workdir = given.Text("workdir"),
            Env = given.Environment("env") ?? [],
            StdinOpen = Stdin(given),
        };
        var scope = given.Text("scope");
        return given.Error is { } error ? Refuse($"{error}. Nothing was run") : new ToolCall.Exec(options) { Scope = scope };
    }

    private static bool Stdin(ToolParameters given)
    {
        if (StdinWord.Parse(given.Text("stdin") ?? StdinWord.Open) is { } open) return open;
        given.Fail<string>($"stdin must be {StdinWord.Known}");
        return false;
    }

    private static ToolCall.Refused Refuse(string error) => new(ToolCall.ExecTool, error);
}

/// <summary>Whether a command can be written to, in a word.</summary>
public static class StdinWord
{
    public const string Open = "open", Closed = "closed", Known = "\"open\" or \"closed\"";

    /// <summary>Null for another word.</summary>
    public static bool? Parse(string word) => word switch
    {
        Open => true,
        Closed => false,
        _ => null,
    };
}
