namespace AgentExec.Actors.Jobs;

/// <summary>The argv that is executed for a command (contract A9.3, B2).</summary>
public static class ExecForm
{
    /// <summary>
    /// One word is shell code. Several are a program and its arguments: the wrapper sources its profile and then becomes the program, so the process
    /// that is tracked is the program and no argument is ever parsed again.
    /// </summary>
    public static IReadOnlyList<string> Build(IReadOnlyList<string> wrapper, IReadOnlyList<string> command) =>
        command.Count == 1 ? [.. wrapper, command[0]] : [.. wrapper, "exec \"$@\"", command[0], .. command];
}
