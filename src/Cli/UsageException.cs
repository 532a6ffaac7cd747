namespace AgentExec.Cli;

/// <summary>
/// The command line was not understood (contract A2): exit code 2, stdout empty. The message says what is wrong and in which input;
/// it never holds the value of an <c>--env</c>.
/// </summary>
internal sealed class UsageException(string message) : Exception(message);
