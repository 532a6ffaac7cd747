using System.Runtime.InteropServices;

namespace AgentExec.Tests.Shared;

/// <summary>
/// What the runtime does not do to files, without a child process: for a moment that would hold what this one has open, and be a zombie, and another test may
/// be looking for just that.
/// </summary>
internal static class Nodes
{
    private const uint OwnerOnly = 0x180, Unchanged = uint.MaxValue;

    public static void MakeFifo(string path) => Check(MkFifo(path, OwnerOnly), path);

    /// <summary>Makes it another user's; only root may.</summary>
    public static void GiveTo(uint user, string path) => Check(Chown(path, user, Unchanged), path);

    /// <summary>Removes a directory with all that is in it, again and again where somebody who lives makes files in it meanwhile.</summary>
    public static void RemoveTree(string path) => Patience.Until(() => IsRemoved(path), $"{path} is removed");

    private static bool IsRemoved(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Check(int result, string path)
    {
        if (result != 0) throw new IOException($"{path}: errno {Marshal.GetLastPInvokeError()}");
    }

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    private static extern int MkFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);

    [DllImport("libc", EntryPoint = "chown", SetLastError = true)]
    private static extern int Chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
}
