using AgentExec.Contracts.Errors;

namespace AgentExec.Client.Hosts;

/// <summary>The programs that a client starts and has started.</summary>
internal static class ProgramFiles
{
    public const string Host = "agent-exec-host", Keeper = "agent-exec-keeper";

    public static readonly string[] Names = [Host, Keeper];

    /// <summary>Why no host can be started from a directory, however often it is tried; null when both programs are there.</summary>
    public static AgentExecException? Refusal(string root, string directory) =>
        Names.Select(name => Path.Combine(directory, name)).FirstOrDefault(program => !File.Exists(program)) is not { } missing
            ? null
            : new AgentExecException(new ErrorDetail(
                ErrorCode.HostUnavailable,
                $"the host of {root} could not be started: {missing} is missing; install agent-exec again, or set {nameof(ClientOptions)}.{nameof(ClientOptions.ProgramDirectory)} "
                + "to the directory of its programs",
                false));
}
