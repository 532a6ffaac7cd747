using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>Replaces a file so that a reader sees the old content or the new, never a part, also after a power cut (contract A7.1, B7).</summary>
public static class AtomicFile
{
    private static int _counter;

    /// <summary>
    /// Writes <c>.tmp-…</c> beside the target (mode 0600, never through a link), syncs it and renames it over the target.
    /// With <paramref name="syncDirectory"/> the rename itself is durable too when this returns; without <paramref name="sync"/> nothing is.
    /// </summary>
    public static void Replace(FileDescriptor directory, string name, ReadOnlySpan<byte> content, bool syncDirectory, bool sync = true)
    {
        // The name only has to be unique among the writers of this directory: the process and a counter are.
        var temporary = $".tmp-{name}-{Environment.ProcessId}-{Interlocked.Increment(ref _counter)}";
        using (var file = CreateFresh(directory, temporary))
        {
            try
            {
                file.WriteAll(content);
                if (sync) file.Sync();
                if (LibC.RenameAt(directory.Number, temporary, directory.Number, name) != 0) throw PosixException.Last($"rename to {name}");
            }
            catch (PosixException)
            {
                _ = LibC.UnlinkAt(directory.Number, temporary, 0);
                throw;
            }
        }

        if (syncDirectory) directory.Sync();
    }

    /// <inheritdoc cref="Replace(FileDescriptor,string,ReadOnlySpan{byte},bool,bool)"/>
    public static void Replace(string directory, string name, ReadOnlySpan<byte> content, bool syncDirectory)
    {
        using var opened = Files.OpenDirectory(directory);
        Replace(opened, name, content, syncDirectory);
    }

    private static FileDescriptor CreateFresh(FileDescriptor directory, string temporary)
    {
        try
        {
            return Files.CreateNew(directory, temporary);
        }
        catch (PosixException e) when (e.Errno == Errno.Exists)
        {
            // Left by a process that died in the middle and had our pid: nobody else uses the name.
            _ = LibC.UnlinkAt(directory.Number, temporary, 0);
            return Files.CreateNew(directory, temporary);
        }
    }
}
