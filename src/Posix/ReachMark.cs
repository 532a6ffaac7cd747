using System.Text;

namespace AgentExec.Posix;

/// <summary>
/// A socket into which a child writes one byte when it has come to a certain place. It finds a line there, by which it knows the socket from what else may
/// have its number. No file: a file size limit of the child's (RLIMIT_FSIZE) does not hold for a socket.
/// </summary>
public sealed class ReachMark : IDisposable
{
    private static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(2);

    private readonly FileDescriptor _reading;

    /// <param name="token">The line, without its end.</param>
    /// <exception cref="PosixException">The system has no descriptors for it.</exception>
    public ReachMark(string token)
    {
        (_reading, var writing) = UnixSocket.Pair();
        try
        {
            _reading.WriteAll(Encoding.ASCII.GetBytes(token + "\n"));
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
        try
        {
            return _reading.Read(mark) > 0;
        }
        catch (PosixException)
        {
            // A child that ends without having read its line resets the connection.
            return false;
        }
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
