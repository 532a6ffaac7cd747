using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>Whole directories, by descriptors and without ever following a link: nothing outside can be measured or removed, whatever changes meanwhile.</summary>
public static unsafe class Trees
{
    private const int RemoveDirectory = 0x200;

    /// <summary>Sum of the sizes of all regular files below; what cannot be read counts nothing.</summary>
    public static long SizeOf(FileDescriptor parent, NativePath name)
    {
        try
        {
            using var directory = Files.OpenDirectory(parent, name);
            long sum = 0;
            foreach (var entry in DirectoryListing.Read(directory)) sum += SizeOf(directory, entry);
            return sum;
        }
        catch (PosixException)
        {
            return 0;
        }
    }

    /// <summary>Removes the entry and everything below it. Nothing happens when there is none.</summary>
    /// <exception cref="PosixException">Something of it is still there.</exception>
    public static void Remove(FileDescriptor parent, NativePath name)
    {
        if (Unlink(parent, name, 0) is not (var errno and not (0 or Errno.NoEntry))) return;
        // A directory says EISDIR; POSIX would also allow EPERM.
        if (errno is not (Errno.IsDirectory or Errno.NotPermitted)) throw new PosixException(errno, $"unlink {name}");
        using (var directory = OpenToEmpty(parent, name))
            foreach (var entry in DirectoryListing.Read(directory)) Remove(directory, entry.Name);
        if (Unlink(parent, name, RemoveDirectory) is var left and not (0 or Errno.NoEntry)) throw new PosixException(left, $"rmdir {name}");
    }

    private static long SizeOf(FileDescriptor directory, DirectoryEntry entry)
    {
        if (entry.Kind is EntryKind.Link or EntryKind.Other) return 0;
        if (entry.Kind == EntryKind.Directory) return SizeOf(directory, (NativePath)entry.Name);
        return EntryStatus.TryRead(directory, entry.Name) switch
        {
            { Kind: EntryKind.File } file => file.Size,
            { Kind: EntryKind.Directory } => SizeOf(directory, (NativePath)entry.Name),
            _ => 0,
        };
    }

    // Ours or not, a directory without the right to write lets nobody remove what is in it.
    private static FileDescriptor OpenToEmpty(FileDescriptor parent, NativePath name)
    {
        try
        {
            var directory = Files.OpenDirectory(parent, name);
            _ = LibC.FChMod(directory.Number, Files.PrivateDirectory);
            return directory;
        }
        catch (PosixException closed) when (closed.Errno == Errno.Access)
        {
            if (EntryStatus.TryRead(parent, name) is not { Kind: EntryKind.Directory }) throw;
            fixed (byte* start = name.Terminated) _ = LibC.FChModAt(parent.Number, start, Files.PrivateDirectory, 0);
            return Files.OpenDirectory(parent, name);
        }
    }

    private static int Unlink(FileDescriptor parent, NativePath name, int flags)
    {
        fixed (byte* start = name.Terminated)
            return LibC.UnlinkAt(parent.Number, start, flags) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }
}
