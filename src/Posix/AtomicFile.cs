using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>Replaces a file so that a reader sees the old content or the new, never a part, also after a power cut (contract A7.1, B7).</summary>
public static class AtomicFile
{
    private const int BlockBytes = 4096;

    private static int _counter;

    /// <summary>
    /// Writes <c>.tmp-…</c> beside the target (mode 0600 unless told otherwise, never through a link), syncs it and renames it over the target.
    /// With <paramref name="syncDirectory"/> the rename itself is durable too when this returns.
    /// </summary>
    public static void Replace(FileDescriptor directory, string name, ReadOnlySpan<byte> content, bool syncDirectory, uint mode = Files.PrivateFile)
    {
        // The name only has to be unique among the writers of this directory: the process and a counter are.
        var temporary = $".tmp-{name}-{Environment.ProcessId}-{Interlocked.Increment(ref _counter)}";
        using (var file = CreateFresh(directory, temporary, mode))
        {
            try
            {
                file.WriteAll(content);
                file.Sync();
                if (KillPoint.IsArmed) KillPoint.Reach(KillPoints.Replacing(name));
                if (LibC.RenameAt(directory.Number, temporary, directory.Number, name) != 0) throw PosixException.Last($"rename to {FileDescriptor.NameOf(directory, name)}");
            }
            catch (PosixException)
            {
                _ = LibC.UnlinkAt(directory.Number, temporary, 0);
                throw;
            }
        }

        if (syncDirectory) directory.Sync();
    }

    /// <inheritdoc cref="Replace(FileDescriptor,string,ReadOnlySpan{byte},bool,uint)"/>
    public static void Replace(string directory, string name, ReadOnlySpan<byte> content, bool syncDirectory)
    {
        using var opened = Files.OpenDirectory(directory);
        Replace(opened, name, content, syncDirectory);
    }

    /// <summary>
    /// Like <see cref="Replace(FileDescriptor,string,ReadOnlySpan{byte},bool,uint)"/>; on a full disk the content goes over that of a spare file instead,
    /// padded with blanks, which takes neither inode nor block, and the spare file takes the name. Only for text whose readers skip blanks at the end.
    /// </summary>
    /// <param name="directory">Where.</param>
    /// <param name="name">The file.</param>
    /// <param name="spare">What may be used up on a full disk; the file itself when it exists and this does not.</param>
    /// <param name="content">Shorter than a block.</param>
    public static void ReplaceOnFullDisk(FileDescriptor directory, string name, string spare, ReadOnlySpan<byte> content)
    {
        try
        {
            Replace(directory, name, content, syncDirectory: false);
        }
        catch (PosixException full) when (full.IsNoRoom)
        {
            var over = FileStamp.TryRead(directory, NameOf(spare)) is not null ? spare : name;
            if (FileStamp.TryRead(directory, NameOf(over)) is not { } stamp || !TryOverwrite(directory, over, content, (int)Math.Min(stamp.Size, BlockBytes))) throw;
            if (over == spare && LibC.RenameAt(directory.Number, spare, directory.Number, name) != 0) throw PosixException.Last($"rename to {FileDescriptor.NameOf(directory, name)}");
        }
    }

    private static bool TryOverwrite(FileDescriptor directory, string name, ReadOnlySpan<byte> content, int size)
    {
        var padded = new byte[Math.Max(size, content.Length)];
        padded.AsSpan().Fill((byte)' ');
        content.CopyTo(padded);
        using var file = Files.OpenWrite(directory, name);
        return file.TryWriteAllAt(padded, 0);
    }

    private static byte[] NameOf(string name) => [.. System.Text.Encoding.UTF8.GetBytes(name), 0];

    /// <summary>
    /// Replaces a file that is written often by one writer: nothing is synced, and two files change places. A rename over a file costs a
    /// millisecond on ext4, which writes the new one out first.
    /// </summary>
    public static void Exchange(FileDescriptor directory, string name, ReadOnlySpan<byte> content)
    {
        var spare = SpareOf(name);
        using (var file = Files.OpenWrite(directory, spare))
        {
            if (!file.TryWriteAllAt(content, 0) || !file.TryTruncate(content.Length)) throw PosixException.Last($"write {FileDescriptor.NameOf(directory, spare)}");
        }

        if (LibC.RenameAt2(directory.Number, spare, directory.Number, name, 2 /* RENAME_EXCHANGE */) == 0) return;
        // The first of the two, or a file system that cannot do it.
        if (LibC.RenameAt(directory.Number, spare, directory.Number, name) != 0) throw PosixException.Last($"rename to {FileDescriptor.NameOf(directory, name)}");
    }

    /// <summary>Removes what <see cref="Exchange"/> leaves beside the file.</summary>
    public static void RemoveSpare(FileDescriptor directory, string name) => _ = LibC.UnlinkAt(directory.Number, SpareOf(name), 0);

    private static string SpareOf(string name) => $".tmp-{name}";

    private static FileDescriptor CreateFresh(FileDescriptor directory, string temporary, uint mode)
    {
        try
        {
            return Files.CreateNew(directory, temporary, mode);
        }
        catch (PosixException e) when (e.Errno == Errno.Exists)
        {
            // Left by a process that died in the middle and had our pid: nobody else uses the name.
            _ = LibC.UnlinkAt(directory.Number, temporary, 0);
            return Files.CreateNew(directory, temporary, mode);
        }
    }
}
