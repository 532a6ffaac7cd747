using System.Diagnostics;
using System.Text;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Input;
using AgentExec.Posix;

namespace AgentExec.Keeper.Launching;

/// <summary>Starts the command of an order, and tells apart what can be wrong with it (fault 25): directory, program, system.</summary>
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
        var (stdin, failure) = CommandStdin.Open(order.Streams);
        if (stdin is null) return (null, failure);
        using var reading = stdin.Reading;
        var started = Start(order, directory, program, stdin);
        if (started.Command is null) stdin.Writing?.Dispose();
        return started;
    }

    private static (RunningCommand? Command, LaunchFailure? Failure) Start(LaunchOrder order, FileDescriptor directory, byte[] program, CommandStdin stdin)
    {
        FileDescriptor? stdout = null, stderr = null;
        try
        {
            (stdout, var stdoutWrite) = FileDescriptor.Pipe();
            using var closeStdout = stdoutWrite;
            (stderr, var stderrWrite) = FileDescriptor.Pipe();
            using var closeStderr = stderrWrite;
            LockMark.OutputGoesTo(stdout, stderr);
            var spawnedAt = Stopwatch.GetTimestamp();
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
            var pid = SpawnRetry.Run(failures => CallerSpawn.Spawn(order, request, crowded: failures > 0));
            KillPoint.Reach(KillPoints.Keeper.CommandSpawned);
            return (new RunningCommand(pid, ChildProcess.Watch(pid), stdin.Writing, stdout, stderr, spawnedAt), null);
        }
        catch (PosixException e)
        {
            stdout?.Dispose();
            stderr?.Dispose();
            return (null, Explain(e.Errno, directory, program));
        }
    }

    private static LaunchFailure Explain(int errno, FileDescriptor directory, byte[] program)
    {
        var text = $"program {Encoding.UTF8.GetString(program)}";
        // exec(2) says "no such file" for a missing interpreter too.
        return errno == Errno.NoEntry && Files.Probe(directory, program) == ProgramProbe.Executable
            ? new LaunchFailure($"{text}: the interpreter that its first line or its ELF header names is missing", errno)
            : LaunchFailure.Of(text, errno);
    }
}
