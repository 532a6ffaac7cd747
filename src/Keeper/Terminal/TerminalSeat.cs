using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Input;
using AgentExec.Posix;

namespace AgentExec.Keeper.Terminal;

/// <summary>The terminal that a command sits at, as its keeper has it: what is typed, what comes out, and how large it is.</summary>
internal sealed class TerminalSeat(PseudoTerminal terminal) : IInputEnd, IDisposable
{
    public FileDescriptor Master => terminal.Master;

    public FileDescriptor Slave => terminal.Slave;

    public string Path => terminal.Path;

    public TerminalFilter Filter { get; } = new();

    public bool IsApplicationMode => Filter.IsApplicationMode;

    public ReadOnlySpan<byte> EndMark => [4 /* ^D */];

    /// <summary>Where the cursor is, to whoever asks: nobody here knows, so it is where it began.</summary>
    public static byte[] CursorPosition => "\e[1;1R"u8.ToArray();

    public int Write(ReadOnlySpan<byte> bytes) => terminal.Master.TryWrite(bytes) switch
    {
        >= 0 and var count => count,
        -Errno.Again => 0,
        _ => -1,
    };

    /// <summary>A terminal stays: what was typed may still be echoed.</summary>
    public void Close()
    {
    }

    public void Resize(TerminalSize size) => terminal.Resize(size.Columns, size.Rows);

    /// <summary>The command has ended: the terminal is at its end as soon as its descendants let go of it.</summary>
    public void Leave() => terminal.Leave();

    public void Dispose() => terminal.Dispose();
}
