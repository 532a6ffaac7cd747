using System.Text;
using AgentExec.Contracts.Shells;
using AgentExec.Posix;

namespace AgentExec.Actors.Notifications.Sinks;

/// <summary>How a notify command is started: as a job's command is, behind the profile of the same wrapper (<see cref="ShellStart"/>).</summary>
internal sealed class SinkStart : IDisposable
{
    private readonly IReadOnlyList<byte[]> _arguments, _environment;
    private readonly ShellCode _code;
    private readonly StartPlan? _plan;
    private readonly ReachMark? _mark;
    private NativePath _program;

    /// <exception cref="PosixException">The system has no descriptors for it.</exception>
    public SinkStart(SinkCall call, string command)
    {
        var wrapper = call.Caller.ShellWrapper;
        _code = new ShellCode(wrapper.Count, []);
        _arguments = [.. wrapper.Append(command).Select(SpawnRequest.Bytes)];
        _environment = SinkEnvironment.Build(call);
        _plan = ShellStart.Of(_arguments, _code, _environment, Encoding.UTF8.GetBytes(call.Caller.Directory), holdsInput: true);
        if (_plan is not null) _mark = new ReachMark(ShellStart.Token);
    }

    /// <exception cref="PosixException">The wrapper's program was not found.</exception>
    public SpawnRequest Request(FileDescriptor directory, FileDescriptor input, FileDescriptor stderr)
    {
        var (program, failure) = ProgramSearch.Find(_arguments[0], _environment, path => Files.Probe(directory, path));
        _program = program ?? throw new PosixException(failure!.Errno, failure.Text);
        return new SpawnRequest
        {
            Program = _program,
            Arguments = _plan?.Arguments ?? _arguments,
            Environment = _plan?.Environment ?? _environment,
            WorkingDirectory = directory,
            Input = _plan is null ? input : null,
            Error = stderr,
            Passed = _mark is null ? [] : [(_mark.Writing, ShellStart.MarkNumber), (input, ShellStart.InputNumber)],
        };
    }

    public StartedSink Started(int pid, FileDescriptor stderr)
    {
        _mark?.Started();
        return new StartedSink(pid, stderr, _mark, _program, _mark is null ? [] : SyntaxCheck.Of(_arguments, _code.Index));
    }

    public void Dispose() => _mark?.Dispose();
}

/// <summary>A notify command that runs.</summary>
/// <param name="Pid">Its shell.</param>
/// <param name="Stderr">Read end of its stderr.</param>
/// <param name="Mark">Tells whether the shell came to it; null where that is not known.</param>
/// <param name="Program">The shell's.</param>
/// <param name="Check">Parses the command without running it.</param>
internal sealed record StartedSink(int Pid, FileDescriptor Stderr, ReachMark? Mark, NativePath Program, IReadOnlyList<byte[]> Check) : IDisposable
{
    /// <summary>Why the end of the shell is none of the command's; null when it is.</summary>
    public string? WhyNotReached(ChildEnd end) => Mark is null || Mark.IsEndOfCode(end, Program, Check)
        ? null
        : ShellStart.NotReached(Encoding.UTF8.GetString(Check[0]), end.ExitCode ?? 0);

    public void Dispose()
    {
        Stderr.Dispose();
        Mark?.Dispose();
    }
}
