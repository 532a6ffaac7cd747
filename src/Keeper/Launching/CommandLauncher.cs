using System.Diagnostics;
using System.Text;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Shells;
using AgentExec.Keeper.Input;
using AgentExec.Keeper.Terminal;
using AgentExec.Posix;

namespace AgentExec.Keeper.Launching;

/// <summary>Starts the command of an order, and tells apart what can be wrong with it (fault 25): directory, program, input, system.</summary>
internal static class CommandLauncher
{
    public static (RunningCommand? Command, LaunchFailure? Failure) Start(LaunchOrder order)
    {
        FileDescriptor directory;
        try
        {
            directory = Files.OpenDirectoryForSearch(order.WorkingDirectory);
        }
        catch (PosixException e)
        {
            return (null, LaunchFailure.Of($"working directory {Encoding.UTF8.GetString(order.WorkingDirectory)}", e.Errno));
        }

        using (directory)
        {
            var (program, failure) = ProgramSearch.Find(order.Arguments[0], order.Environment, path => Files.Probe(directory, path));
            return program is null ? (null, new LaunchFailure(failure!.Text, failure.Errno)) : Start(order, directory, program);
        }
    }

    private static (RunningCommand?, LaunchFailure?) Start(LaunchOrder order, FileDescriptor directory, byte[] program)
    {
        var (seat, warning) = order.Streams.Terminal is { } size ? TerminalSeating.TryTake(size) : default;
        if (seat is not null) return StartSeated(order, directory, program, seat);
        var (stdin, failure) = CommandStdin.Open(order.Streams);
        if (stdin is null) return (null, failure);
        using var reading = stdin.Reading;
        var started = StartOnPipes(order, directory, program, stdin);
        if (started.Command is null) stdin.Writing?.Dispose();
        return (started.Command is null ? null : started.Command with { Warning = Both(warning, started.Command.Warning) }, started.Failure);
    }

    private static (RunningCommand?, LaunchFailure?) StartSeated(LaunchOrder order, FileDescriptor directory, byte[] program, TerminalSeat seat)
    {
        LockMark.OutputGoesTo(seat.Slave);
        var request = new SpawnRequest
        {
            Program = program,
            Arguments = order.Arguments,
            Environment = TerminalSeating.Variables(order.Environment),
            WorkingDirectory = directory,
            Terminal = seat.Path,
        };
        // One that is not there is at its end: what a command writes to its terminal comes as one stream.
        var started = Spawn(order, request, new RunningCommand { Terminal = seat, Stdout = seat.Master, Stderr = new FileDescriptor(-1) }, directory);
        if (started.Command is null) seat.Dispose();
        return started;
    }

    private static (RunningCommand? Command, LaunchFailure? Failure) StartOnPipes(
        LaunchOrder order, FileDescriptor directory, byte[] program, CommandStdin stdin)
    {
        var (stdout, stdoutWrite) = FileDescriptor.Pipe();
        using var closeStdout = stdoutWrite;
        FileDescriptor? stderr = null;
        (RunningCommand?, LaunchFailure?) started = default;
        try
        {
            (stderr, var stderrWrite) = FileDescriptor.Pipe();
            using var closeStderr = stderrWrite;
            LockMark.OutputGoesTo(stdout, stderr);
            var request = new SpawnRequest
            {
                Program = program,
                Arguments = order.Arguments,
                Environment = order.Environment,
                WorkingDirectory = directory,
                Input = stdin.Reading,
                Output = stdoutWrite,
                Error = stderrWrite,
            };
            return started = Spawn(order, request, new RunningCommand { Stdin = stdin.Writing, Stdout = stdout, Stderr = stderr }, directory);
        }
        finally
        {
            if (started.Item1 is null)
            {
                stdout.Dispose();
                stderr?.Dispose();
            }
        }
    }

    private static (RunningCommand? Command, LaunchFailure? Failure) Spawn(
        LaunchOrder order, SpawnRequest request, RunningCommand command, FileDescriptor directory)
    {
        using var start = GuardedStart.Of(order, request);
        try
        {
            var spawnedAt = Stopwatch.GetTimestamp();
            var pid = SpawnRetry.Run(failures => CallerSpawn.Spawn(order, start.Request, crowded: failures > 0));
            KillPoint.Reach(KillPoints.Keeper.CommandSpawned);
            return (command with { Pid = pid, End = ChildProcess.Watch(pid), SpawnedAt = spawnedAt, Reach = start.TakeReach(), Warning = start.Warning }, null);
        }
        catch (PosixException e)
        {
            return (null, e.Errno == Errno.ArgumentsTooLong ? new LaunchFailure(ArgumentLimit.Explain(order.Arguments, order.Environment), e.Errno) : Explain(e.Errno, directory, request.Program));
        }
    }

    private static string? Both(string? first, string? second) => first is null ? second : second is null ? first : $"{first}; {second}";

    private static LaunchFailure Explain(int errno, FileDescriptor directory, NativePath program) =>
        // exec(2) says "no such file" for a missing interpreter too.
        errno == Errno.NoEntry && Files.Probe(directory, program) == ProgramProbe.Executable
            ? new LaunchFailure($"program {program}: the interpreter that its first line or its ELF header names is missing", errno)
            : LaunchFailure.Of($"program {program}", errno);
}
