using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>Opening files the careful way: mode at creation, links refused, close-on-exec.</summary>
public static unsafe class Files
{
    public const uint PrivateFile = 0x180 /* 0600 */, PrivateDirectory = 0x1C0 /* 0700 */;

    /// <summary>For what is no job's: the umask decides who else may read it.</summary>
    public const uint OrdinaryFile = 0x1B6 /* 0666 */, OrdinaryDirectory = 0x1FF /* 0777 */;

    /// <summary>Opens a directory by a descriptor; a link as the last part is refused unless <paramref name="followLink"/>.</summary>
    public static FileDescriptor OpenDirectory(NativePath path, bool followLink = false) =>
        Open(null, path, LibC.ReadOnly | LibC.Directory | (followLink ? 0 : LibC.NoFollow), 0);

    /// <summary>Opens a directory beside others; a link is refused.</summary>
    public static FileDescriptor OpenDirectory(FileDescriptor parent, NativePath name) =>
        Open(parent, name, LibC.ReadOnly | LibC.Directory | LibC.NoFollow, 0);

    /// <summary>Opens a directory only to change into it: needs no right to read it (open(2), O_PATH).</summary>
    /// <exception cref="PosixException">There is none, or it may not be searched.</exception>
    public static FileDescriptor OpenDirectoryForSearch(NativePath path)
    {
        var directory = Open(null, path, LibC.PathOnly | LibC.Directory, 0);
        // O_PATH asks for no right on the directory itself; changing into it does.
        if (LibC.AccessAt(directory.Number, ".", 1 /* X_OK */, 0) == 0) return directory;
        var errno = Marshal.GetLastPInvokeError();
        directory.Dispose();
        throw new PosixException(errno, $"search {path}");
    }

    /// <summary>
    /// Creates the file when absent and appends to it (O_APPEND, so a truncation from outside leaves no gap). A FIFO in its place is not waited for.
    /// </summary>
    public static FileDescriptor OpenAppend(FileDescriptor? directory, string path, bool truncate = false, bool followLink = false) =>
        Open(directory, path,
            LibC.WriteOnly | LibC.Create | LibC.Append | LibC.NonBlock | LibC.NoTerminal | (truncate ? LibC.Truncate : 0) | (followLink ? 0 : LibC.NoFollow), PrivateFile);

    /// <summary>
    /// Empties or creates a file that the user named, links followed. It may be a FIFO or a terminal: opening and writing must not block,
    /// and a terminal must not become that of the calling session.
    /// </summary>
    public static FileDescriptor OpenForeignLog(NativePath path, bool truncate = true) =>
        Open(null, path,
            LibC.WriteOnly | LibC.Create | LibC.Append | (truncate ? LibC.Truncate : 0) | LibC.NonBlock | LibC.NoTerminal, PrivateFile);

    /// <summary>
    /// Opens or creates a file of the user's to append to it; a new one gets exactly this mode, whatever our own umask is. A FIFO without a reader is
    /// refused, not waited for.
    /// </summary>
    public static FileDescriptor OpenForeignAppend(NativePath path, uint mode)
    {
        const int flags = LibC.WriteOnly | LibC.Create | LibC.Append | LibC.NonBlock | LibC.NoTerminal;
        try
        {
            var created = Open(null, path, flags | LibC.Exclusive, PrivateFile);
            _ = LibC.FChMod(created.Number, mode);
            return created;
        }
        catch (PosixException exists) when (exists.Errno == Errno.Exists)
        {
            return Open(null, path, flags, PrivateFile);
        }
    }

    /// <summary>Makes the directories that lead to a file of the user's; new ones get exactly this mode and all rights of the owner, whatever our own umask is.</summary>
    /// <exception cref="PosixException">One is missing and cannot be made.</exception>
    public static void MakeForeignParents(string path, uint mode)
    {
        for (var end = path.IndexOf('/', 1); end > 0; end = path.IndexOf('/', end + 1))
        {
            NativePath parent = path[..end];
            if (Directory.Exists(path[..end])) continue;
            if (!MakeDirectory(parent)) throw new PosixException(Errno.NotDirectory, $"mkdir {parent}");
            fixed (byte* start = parent.Terminated) _ = LibC.FChModAt(LibC.AtCurrent, start, mode | PrivateDirectory, 0);
        }
    }

    /// <summary>
    /// Opens the file behind a descriptor once more, to read and write at any place, whatever its name is by now; null when the system
    /// does not let us.
    /// </summary>
    public static FileDescriptor? TryReopen(FileDescriptor file)
    {
        var fd = LibC.OpenAt(LibC.AtCurrent, $"/proc/self/fd/{file.Number}", LibC.ReadWrite | LibC.CloseOnExec | LibC.NonBlock, 0);
        return fd >= 0 ? new FileDescriptor(fd) : null;
    }

    /// <summary>Creates the file, which must not exist.</summary>
    public static FileDescriptor CreateNew(FileDescriptor? directory, string path, uint mode = PrivateFile) =>
        Open(directory, path, LibC.WriteOnly | LibC.Create | LibC.Exclusive | LibC.NoFollow, mode);

    /// <summary>Opens or creates a file to write at any place.</summary>
    public static FileDescriptor OpenWrite(FileDescriptor? directory, string path) =>
        Open(directory, path, LibC.WriteOnly | LibC.Create | LibC.NonBlock | LibC.NoFollow, PrivateFile);

    /// <summary>Opens or creates a file to lock it; its content does not matter.</summary>
    public static FileDescriptor OpenForLock(FileDescriptor? directory, string path)
    {
        var file = Open(directory, path, LibC.ReadWrite | LibC.Create | LibC.NoFollow, PrivateFile);
        OwnerMode.RestoreFile(file, PrivateFile);
        return file;
    }

    /// <summary>Opens an existing file for reading; null when there is none.</summary>
    public static FileDescriptor? TryOpenRead(FileDescriptor? directory, string path)
    {
        var fd = LibC.OpenAt(directory?.Number ?? LibC.AtCurrent, path, LibC.ReadOnly | LibC.CloseOnExec | LibC.NonBlock | LibC.NoFollow, 0);
        if (fd >= 0) return new FileDescriptor(fd, (directory, path));
        return Marshal.GetLastPInvokeError() is Errno.NoEntry or Errno.NotDirectory ? null : throw PosixException.Last($"open {FileDescriptor.NameOf(directory, path)}");
    }

    /// <summary>Opens whatever is there for reading without waiting for anybody; links are followed.</summary>
    internal static FileDescriptor OpenToLook(NativePath path) => Open(null, path, LibC.ReadOnly | LibC.NonBlock | LibC.NoTerminal, 0);

    /// <summary>
    /// Opens what the user named for a program to read, links followed; whoever reads it waits as always. A FIFO is not waited for: one that nobody writes to is
    /// at its end.
    /// </summary>
    /// <exception cref="PosixException">It cannot be read, or is a directory.</exception>
    public static FileDescriptor OpenForeignInput(NativePath path)
    {
        var file = OpenToLook(path);
        try
        {
            if (file.IsDirectory()) throw new PosixException(Errno.IsDirectory, $"open {path}");
            file.Block();
            return file;
        }
        catch (PosixException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a terminal without making it that of the calling session.</summary>
    internal static FileDescriptor OpenTerminal(NativePath path) => Open(null, path, LibC.ReadWrite | LibC.NoTerminal, 0);

    /// <summary>Makes one directory with this mode less the umask, but with all that the mode gives the owner; false when the name exists already.</summary>
    public static bool MakeDirectory(NativePath path, uint mode = PrivateDirectory) => MakeIn(null, path, mode);

    /// <summary>The same with all directories above it that are missing; nothing happens when it is there, a link to it included.</summary>
    /// <exception cref="PosixException">One cannot be made.</exception>
    public static void MakeDirectories(string path, uint mode = PrivateDirectory)
    {
        if (FileOwner.TryRead(path, followLink: true) is not null) return;
        if (Path.GetDirectoryName(path) is { Length: > 0 } parent) MakeDirectories(parent, mode);
        MakeDirectory(path, mode);
    }

    /// <summary>The same beside others, in a directory that is open.</summary>
    public static bool MakeDirectory(FileDescriptor parent, NativePath name, uint mode = PrivateDirectory) => MakeIn(parent, name, mode);

    /// <summary>Removes a file; nothing happens when there is none.</summary>
    public static void Remove(FileDescriptor? directory, string path)
    {
        if (LibC.UnlinkAt(directory?.Number ?? LibC.AtCurrent, path, 0) != 0 && Marshal.GetLastPInvokeError() != Errno.NoEntry)
            throw PosixException.Last($"unlink {path}");
    }

    /// <summary>Moves an entry from one directory to another; 0, or the error number. A link is moved itself.</summary>
    public static int TryMove(FileDescriptor from, string name, FileDescriptor to, string newName) =>
        LibC.RenameAt(from.Number, name, to.Number, newName) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Whether there may be something that this user may not look at: a directory above it may not be searched.</summary>
    public static bool IsHidden(NativePath path)
    {
        var status = stackalloc byte[256];
        fixed (byte* start = path.Terminated)
            return LibC.StatX(LibC.AtCurrent, start, 0, 1 /* STATX_TYPE */, status) != 0 && Marshal.GetLastPInvokeError() == Errno.Access;
    }

    /// <summary>True when the path is a program this user may execute (a directory is not one).</summary>
    public static bool IsExecutable(string path) => LibC.AccessAt(LibC.AtCurrent, path, 1 /* X_OK */, 0) == 0 && File.Exists(path);

    /// <summary>What a path, relative to a directory, is to somebody who wants to execute it.</summary>
    public static ProgramProbe Probe(FileDescriptor directory, NativePath path)
    {
        var status = stackalloc byte[256];
        fixed (byte* start = path.Terminated)
        {
            if (LibC.StatX(directory.Number, start, 0, 1 /* STATX_TYPE */, status) != 0)
                return Marshal.GetLastPInvokeError() == Errno.Access ? ProgramProbe.NotExecutable : ProgramProbe.Missing;
            var isFile = (*(ushort*)(status + 28) & 0xF000) == 0x8000;
            return isFile && LibC.AccessAt(directory.Number, start, 1 /* X_OK */, 0) == 0 ? ProgramProbe.Executable : ProgramProbe.NotExecutable;
        }
    }

    private static bool MakeIn(FileDescriptor? directory, NativePath name, uint mode)
    {
        var parent = directory?.Number ?? LibC.AtCurrent;
        fixed (byte* start = name.Terminated)
        {
            if (LibC.MkDirAt(parent, start, mode) != 0)
                return Marshal.GetLastPInvokeError() == Errno.Exists ? false : throw PosixException.Last($"mkdir {FileDescriptor.NameOf(directory, name)}");
        }

        OwnerMode.RestoreDirectory(parent, name, mode);
        return true;
    }

    private static FileDescriptor Open(FileDescriptor? directory, NativePath path, int flags, uint mode)
    {
        int fd;
        fixed (byte* start = path.Terminated)
        {
            do fd = LibC.OpenAt(directory?.Number ?? LibC.AtCurrent, start, flags | LibC.CloseOnExec, mode);
            while (fd < 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted);
        }

        return fd >= 0 ? new FileDescriptor(fd, (directory, path)) : throw PosixException.Last($"open {FileDescriptor.NameOf(directory, path)}");
    }
}
