namespace AgentExec.Posix;

/// <summary>
/// A pipe into which a child writes one byte when it has come to a certain place. A pipe and no file: a file size limit of the child's (RLIMIT_FSIZE) does not
/// hold for it.
/// </summary>
public sealed class ReachMark : IDisposable
{
    private static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(2);

    private readonly FileDescriptor _reading;

    public ReachMark()
    {
        (_reading, var writing) = FileDescriptor.Pipe();
        try
        {
            Writing = writing.AboveDigits();
        }
        catch (PosixException)
        {
            writing.Dispose();
            _reading.Dispose();
            throw;
        }
    }

    /// <summary>The child's end; closed by <see cref="Started"/>.</summary>
    public FileDescriptor Writing { get; }

    /// <summary>The child has its end.</summary>
    public void Started() => Writing.Dispose();

    /// <summary>Whether it has been there. Ask once, when the child has ended.</summary>
    public bool IsReached()
    {
        Span<byte> mark = stackalloc byte[1];
        return _reading.Read(mark) > 0;
    }

    /// <summary>Whether the shell's end is the end of its code: it has been there, a signal ended it, or it could not parse the code. Ask once.</summary>
    /// <param name="end">The shell's end.</param>
    /// <param name="program">The wrapper's.</param>
    /// <param name="check">The argv that parses the code and runs nothing.</param>
    public bool IsEndOfCode(ChildEnd end, NativePath program, IReadOnlyList<byte[]> check)
    {
        if (IsReached() || end.ExitCode is not { } code) return true;
        return code != 0 && ShortRun.Run(new SpawnRequest { Program = program, Arguments = check, Environment = [] }, CheckLimit) is { ExitCode: > 0 };
    }

    public void Dispose()
    {
        Writing.Dispose();
        _reading.Dispose();
    }
}
