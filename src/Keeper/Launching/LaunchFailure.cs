using System.Runtime.InteropServices;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Keeper.Launching;

/// <summary>Why a command could not be started (contract B3): a text that names the path, and the system's error number.</summary>
internal sealed record LaunchFailure(string Text, int Errno)
{
    public static LaunchFailure Of(string what, int errno) => new($"{what}: {Marshal.GetPInvokeErrorMessage(errno)}", errno);

    public ExitRecord ToRecord(DateTimeOffset now) => new()
    {
        LaunchError = Text,
        LaunchErrno = Errno,
        FinishedAtUnixMs = now.ToUnixTimeMilliseconds(),
        OutputComplete = true,
    };
}
