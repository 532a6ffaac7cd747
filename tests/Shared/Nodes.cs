using System.Runtime.InteropServices;

namespace AgentExec.Tests.Shared;

/// <summary>
/// What the runtime cannot do to a file, done without a child process: for a moment that would hold what this one has open, and be a zombie, and another test
/// may be looking for just that.
/// </summary>
internal static class Nodes
{
    private const uint OwnerOnly = 0x180, Unchanged = uint.MaxValue;

    public static void MakeFifo(string path) => Check(MkFifo(path, OwnerOnly), path);

    /// <summary>Makes it another user's; only root may.</summary>
    public static void GiveTo(uint user, string path) => Check(Chown(path, user, Unchanged), path);

    private static void Check(int result, string path)
    {
        if (result != 0) throw new IOException($"{path}: errno {Marshal.GetLastPInvokeError()}");
    }

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    private static extern int MkFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);

    [DllImport("libc", EntryPoint = "chown", SetLastError = true)]
    private static extern int Chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
}
