using System.Text;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Shells;
using AgentExec.Posix;

namespace AgentExec.Keeper.Launching;

/// <summary>Tells whether a shell that reads a profile came to its command (<see cref="ShellStart"/>). Holds the code only: an environment may be large.</summary>
internal sealed class ShellReach : IDisposable
{
    private readonly ReachMark _mark = new(ShellStart.Token);
    private readonly NativePath _program;
    private readonly IReadOnlyList<byte[]> _check;

    /// <exception cref="PosixException">The system has no pipe for it.</exception>
    public ShellReach(LaunchOrder order, NativePath program)
    {
        _program = program;
        _check = SyntaxCheck.Of(order.Arguments, order.Code.Index);
    }

    public FileDescriptor Writing => _mark.Writing;

    /// <summary>The shell has its end of the pipe.</summary>
    public void Started() => _mark.Started();

    /// <summary>Why this end is no end of the command's; null when it is one, or somebody ended the shell.</summary>
    /// <param name="end">The shell's end.</param>
    /// <param name="cause">Why the keeper had signalled it, null when it had not.</param>
    public string? WhyNotReached(ChildEnd end, string? cause)
    {
        using (_mark)
        {
            return cause is not null || _mark.IsEndOfCode(end, _program, _check)
                ? null
                : ShellStart.NotReached(Encoding.UTF8.GetString(_check[0]), end.ExitCode ?? 0);
        }
    }

    public void Dispose() => _mark.Dispose();
}
