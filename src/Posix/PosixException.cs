using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>A refused system call: which one, on what, and the error number.</summary>
/// <remarks><see cref="Exception.HResult"/> is the error number, as in the runtime's own <see cref="IOException"/>.</remarks>
public sealed class PosixException(int errno, string what)
    : IOException($"{what}: {Marshal.GetPInvokeErrorMessage(errno)}", errno)
{
    /// <summary>The <c>errno</c> value.</summary>
    public int Errno { get; } = errno;

    /// <summary>The disk has no block, no inode or no quota left: it may have later.</summary>
    public bool IsNoRoom => Errno is Posix.Errno.NoSpace or Posix.Errno.Quota;

    internal static PosixException Last(string what) => new(Marshal.GetLastPInvokeError(), what);
}
