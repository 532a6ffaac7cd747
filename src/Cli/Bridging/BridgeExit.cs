using AgentExec.Posix;

namespace AgentExec.Cli.Bridging;

/// <summary>The exit codes of <c>bridge</c>: those of the command, or what shells and env(1) say where it has none.</summary>
internal static class BridgeExit
{
    /// <summary>The bridge itself could not do its work.</summary>
    public const int Failed = 125;

    public const int CannotRun = 126, NotFound = 127;

    private const int OfSignal = 128;

    public static int Of(ChildEnd end) => end.ExitCode ?? OfSignal + end.Signal!.Value;

    /// <param name="errno">Why the program could not be executed.</param>
    public static int Of(int errno) => errno is Errno.NoEntry or Errno.NotDirectory ? NotFound : CannotRun;
}
