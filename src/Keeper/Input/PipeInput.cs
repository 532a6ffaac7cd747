using AgentExec.Posix;

namespace AgentExec.Keeper.Input;

/// <summary>The write end of the pipe that is a command's stdin.</summary>
internal sealed class PipeInput(FileDescriptor pipe) : IInputEnd
{
    public bool IsApplicationMode => false;

    public ReadOnlySpan<byte> EndMark => [];

    public int Write(ReadOnlySpan<byte> bytes) => pipe.TryWrite(bytes) switch
    {
        >= 0 and var count => count,
        -Errno.Again => 0,
        // EPIPE, since the keeper ignores SIGPIPE: whoever read it has closed it.
        _ => -1,
    };

    public void Close() => pipe.Dispose();
}
