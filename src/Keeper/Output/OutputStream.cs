namespace AgentExec.Keeper.Output;

/// <summary>Which of the command's two streams.</summary>
internal enum OutputStream
{
    Stdout,
    Stderr,
}
