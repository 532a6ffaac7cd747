using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>realpath(3): every link resolved.</summary>
public static unsafe partial class CanonicalPath
{
    [LibraryImport("libc", EntryPoint = "realpath", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* RealPath(string path, byte* buffer);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(void* memory);

    /// <summary>The path with links resolved; merely made absolute when that fails, as for a directory that does not exist (contract A7.2).</summary>
    public static string Of(string path, string currentDirectory)
    {
        var absolute = Path.GetFullPath(path, currentDirectory);
        var resolved = RealPath(absolute, null);
        if (resolved is null) return absolute;
        var text = Marshal.PtrToStringUTF8((nint)resolved)!;
        Free(resolved);
        return text;
    }
}
