using AgentExec.Cli.Output;
using AgentExec.Posix;

namespace AgentExec.Cli.Bridging;

/// <summary>
/// Runs a command as if it had been called itself: same standard streams, same process group and session, the signals that ask for an end, and its exit code. All on
/// the first thread: the child dies with the thread that started it.
/// </summary>
/// <param name="caller">Whose environment the command gets.</param>
/// <param name="say">A diagnostic on stderr.</param>
internal sealed class Bridge(Caller caller, Action<string> say)
{
    private static readonly int[] Signals = [.. ProcessSignals.Ends, SignalDescriptor.ChildEnded];

    /// <summary>Returns the exit code.</summary>
    public int Run(IReadOnlyList<string> command)
    {
        try
        {
            if (!SignalMask.Holds(Signals)) BeginAgain();
            using var signals = SignalDescriptor.For(Signals);
            Processes.BecomeSubreaper();
            return Start([.. command.Select(SpawnRequest.Bytes)], out var exitCode) is { } child ? Accompany(child, signals) : exitCode;
        }
        catch (IOException failure)
        {
            say($"agent-exec: bridge: {failure.Message}");
            return BridgeExit.Failed;
        }
    }

    // The runtime has threads that start before any of our code, and a signal goes to any thread that does not block it. A program that begins with signals
    // blocked has no such thread. What comes meanwhile waits.
    private void BeginAgain()
    {
        var arguments = Blocks.Split(caller.RawArguments() ?? throw new IOException("the kernel does not tell the arguments of this process: /proc is needed"));
        if (arguments[0].AsSpan().SequenceEqual(Again)) throw new IOException("signals cannot be blocked here");
        arguments[0] = Again.ToArray();
        SignalMask.Add(Signals);
        throw new PosixException(ProcessImage.TryBecome(Self, arguments, Variables()), $"exec {Self}");
    }

    private static ReadOnlySpan<byte> Again => "agent-exec-bridge"u8;

    // The file may have been replaced by a newer one, or only be reachable through the process that runs it.
    private static string Self => Files.IsExecutable(Environment.ProcessPath ?? "") ? Environment.ProcessPath! : "/proc/self/exe";

    private List<byte[]> Variables() => Blocks.Split(caller.RawEnvironment());

    private int? Start(byte[][] command, out int exitCode)
    {
        exitCode = 0;
        var environment = Variables();
        using var here = Files.OpenDirectoryForSearch(".");
        var (program, failure) = ProgramSearch.Find(command[0], environment, path => Files.Probe(here, path));
        if (program is null)
        {
            say($"agent-exec: bridge: {failure!.Text}");
            exitCode = BridgeExit.Of(failure.Errno);
            return null;
        }

        var request = new SpawnRequest
        {
            Program = Self, Arguments = BridgeChild.Arguments(program, command), Environment = environment, InForeground = true,
        };
        return SpawnRetry.Run(_ => Spawner.Spawn(request));
    }

    private static int Accompany(int child, FileDescriptor signals)
    {
        while (ChildProcess.PeekEnd(child) is null)
        {
            if (!Poller.WaitReadable(signals, Timeout)) continue;
            while (SignalDescriptor.TryTake(signals) is { } signal)
            {
                if (signal.Number == SignalDescriptor.ChildEnded) Leftovers.Reap(child);
                // It is not reaped, so its pid is nobody else's.
                else if (ForwardRule.IsForChild(signal, SharesGroup(child))) Processes.Signal(child, signal.Number);
            }
        }

        new Leftovers(child, signals).End();
        return BridgeExit.Of(ChildProcess.Reap(child)!.Value);
    }

    // Interactive shells give each of their commands a group of its own, and themselves too.
    private static bool SharesGroup(int child) =>
        ProcessStat.TryRead(child) is { } theirs && ProcessStat.TryRead(Environment.ProcessId) is { } ours && theirs.Group == ours.Group;

    private static readonly TimeSpan Timeout = TimeSpan.FromDays(1);
}
