using Microsoft.Win32.SafeHandles;

namespace AgentExec.Posix;

/// <summary>
/// Reads files that somebody may have replaced by anything: a FIFO is not waited for, a device not read, and what is larger than any file of ours
/// never gets into memory (fault 13).
/// </summary>
public static class PlainFile
{
    /// <summary>More than the largest request can become on disk.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>Opens a regular file for reading; links are followed, as a copy of a root may hold some.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">It cannot be opened, or is no regular file.</exception>
    public static SafeFileHandle Open(string path)
    {
        FileDescriptor file;
        try
        {
            file = Files.OpenToLook(path);
        }
        catch (PosixException error) when (error.Errno is Errno.NoEntry or Errno.NotDirectory)
        {
            throw new FileNotFoundException(error.Message, path);
        }

        if (file.IsRegularFile()) return new SafeFileHandle(file.Number, ownsHandle: true);
        file.Dispose();
        throw new IOException($"{path} is not a regular file");
    }

    /// <summary>The whole content.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">It cannot be read, is no regular file, or has more than <see cref="MostBytes"/>.</exception>
    public static byte[] ReadAll(string path)
    {
        using var file = Open(path);
        var size = RandomAccess.GetLength(file);
        if (size > MostBytes) throw new IOException($"{path} has {size} bytes, more than any such file");
        var content = new byte[size];
        var filled = 0;
        while (filled < content.Length && RandomAccess.Read(file, content.AsSpan(filled), filled) is > 0 and var count) filled += count;
        return filled == content.Length ? content : content[..filled];
    }
}
