using System.Text;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Launching;
using AgentExec.Posix;

namespace AgentExec.Keeper.Input;

/// <summary>What a command finds as descriptor 0, opened before it is started.</summary>
/// <param name="Reading">Its own end; null for the null device.</param>
/// <param name="Writing">The keeper's end of a pipe, which does not block; null without one.</param>
internal sealed record CommandStdin(FileDescriptor? Reading, FileDescriptor? Writing)
{
    private static readonly CommandStdin None = new(null, null);

    /// <exception cref="PosixException">The system has no descriptor or memory for it.</exception>
    public static (CommandStdin? Stdin, LaunchFailure? Failure) Open(CommandStreams streams)
    {
        switch (streams.Stdin)
        {
            case StdinKind.Pipe:
                var (reading, writing) = FileDescriptor.PipeForInput();
                return (new CommandStdin(reading.AboveDigits(), writing), null);
            case StdinKind.Bytes:
                return (new CommandStdin(MemoryFile.Create("stdin", streams.StdinBytes).AboveDigits(), null), null);
            case StdinKind.File:
                return OpenFile(streams.StdinPath);
            default:
                return (None, null);
        }
    }

    private static (CommandStdin?, LaunchFailure?) OpenFile(byte[] path)
    {
        try
        {
            return (new CommandStdin(Files.OpenForeignInput(path).AboveDigits(), null), null);
        }
        catch (PosixException e)
        {
            return (null, LaunchFailure.Of($"input file {Encoding.UTF8.GetString(path)}", e.Errno));
        }
    }
}
