using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>
/// A terminal without a screen (pty(7)): what a program that sits at it writes is read from the master, what is written there is typed. The other end is held
/// open until <see cref="Leave"/>: a program that closes all of its own for a while must not look like one that has ended.
/// </summary>
public sealed unsafe class PseudoTerminal : IDisposable
{
    private const nuint SetWindowSize = 0x5414, GetAttributes = 0x5401, SetAttributes = 0x5402;
    private const uint InputIsUtf8 = 0x4000;
    private const int LongestName = 64;

    private PseudoTerminal(FileDescriptor master, FileDescriptor slave, string path) => (Master, Slave, Path) = (master, slave, path);

    /// <summary>Reads and writes do not block. A read fails with EIO once nobody sits at it any more.</summary>
    public FileDescriptor Master { get; }

    /// <summary>The end that programs sit at, as we hold it until <see cref="Leave"/>.</summary>
    public FileDescriptor Slave { get; }

    /// <summary>Where a session leader without a terminal opens it, and so gets it.</summary>
    public string Path { get; }

    /// <exception cref="PosixException">There is none to be had.</exception>
    public static PseudoTerminal Open(int columns, int rows)
    {
        var number = LibC.OpenPseudoTerminal(LibC.ReadWrite | LibC.NoTerminal | LibC.CloseOnExec | LibC.NonBlock);
        if (number < 0) throw PosixException.Last("posix_openpt");
        var master = new FileDescriptor(number);
        try
        {
            if (LibC.GrantPseudoTerminal(number) != 0) throw PosixException.Last("grantpt");
            if (LibC.UnlockPseudoTerminal(number) != 0) throw PosixException.Last("unlockpt");
            var path = NameOf(number);
            var slave = Files.OpenTerminal(path);
            var terminal = new PseudoTerminal(master, slave, path);
            terminal.EraseWholeCharacters();
            terminal.Resize(columns, rows);
            return terminal;
        }
        catch (PosixException)
        {
            master.Dispose();
            throw;
        }
    }

    /// <summary>Its foreground is sent SIGWINCH when that is another size than before.</summary>
    public void Resize(int columns, int rows)
    {
        var size = stackalloc ushort[4];
        (size[0], size[1]) = ((ushort)rows, (ushort)columns);
        _ = LibC.IoCtl(Master.Number, SetWindowSize, size);
    }

    /// <summary>From now on the terminal is at its end when nobody else sits at it.</summary>
    public void Leave() => Slave.Dispose();

    public void Dispose()
    {
        Slave.Dispose();
        Master.Dispose();
    }

    // Without it the erase key takes one byte of a character (stty(1), iutf8).
    private void EraseWholeCharacters()
    {
        var attributes = stackalloc uint[64];
        if (LibC.IoCtl(Master.Number, GetAttributes, attributes) != 0) return;
        attributes[0] |= InputIsUtf8;
        _ = LibC.IoCtl(Master.Number, SetAttributes, attributes);
    }

    private static string NameOf(int master)
    {
        var name = stackalloc byte[LongestName];
        var errno = LibC.PseudoTerminalName(master, name, LongestName);
        return errno == 0 ? Marshal.PtrToStringUTF8((nint)name)! : throw new PosixException(errno, "ptsname");
    }
}
