using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>
/// An open-file-description lock (fcntl(2), F_OFD_SETLK). The kernel drops it when the holder dies, however it dies, so holding
/// one is the proof of life that a pid cannot give. Unlike flock(2) it can be asked about without being taken.
/// </summary>
public sealed unsafe class FileLock : IDisposable
{
    private const int GetLock = 36, SetLock = 37, SetLockWait = 38;
    private const short WriteLock = 1, Unlocked = 2;

    private readonly FileDescriptor _file;

    private FileLock(FileDescriptor file) => _file = file;

    /// <summary>Takes the lock, or answers null when another process holds it.</summary>
    public static FileLock? TryTake(string path) => TryTake(null, path);

    /// <inheritdoc cref="TryTake(string)"/>
    public static FileLock? TryTake(FileDescriptor? directory, string path)
    {
        var file = Files.OpenForLock(directory, path);
        if (Control(file, SetLock, WriteLock, out _) == 0) return new FileLock(file);
        var errno = Marshal.GetLastPInvokeError();
        file.Dispose();
        return errno is Errno.Again or Errno.Access ? null : throw new PosixException(errno, $"lock {path}");
    }

    /// <summary>Blocks until the lock is ours.</summary>
    public static FileLock Take(string path)
    {
        var file = Files.OpenForLock(null, path);
        while (Control(file, SetLockWait, WriteLock, out _) != 0)
            if (Marshal.GetLastPInvokeError() != Errno.Interrupted)
                throw PosixException.Last($"lock {path}");
        return new FileLock(file);
    }

    /// <summary>Whether some process holds the lock now. Takes nothing and disturbs nobody; a missing file is not held.</summary>
    public static bool IsHeld(string path)
    {
        using var file = Files.TryOpenRead(null, path);
        if (file is null) return false;
        if (Control(file, GetLock, WriteLock, out var found) != 0) throw PosixException.Last($"ask for the lock of {path}");
        return found != Unlocked;
    }

    /// <summary>The locked descriptor, to be passed on: whoever holds the same open description holds the lock, and the last one to close it frees it.</summary>
    public FileDescriptor Descriptor => _file;

    public void Dispose() => _file.Dispose();

    private static int Control(FileDescriptor file, int command, short type, out short found)
    {
        var request = new LockRequest { Type = type };
        var result = LibC.FCntl(file.Number, command, &request);
        found = request.Type;
        return result;
    }

    /// <summary><c>struct flock</c> of 64-bit Linux: whole file, pid 0 as F_OFD_* demands.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct LockRequest
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int Pid;
    }
}
