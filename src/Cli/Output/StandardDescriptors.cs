using System.Runtime.InteropServices;

namespace AgentExec.Cli.Output;

/// <summary>
/// A caller may have closed stdin, stdout or stderr. The next file or socket to be opened would get the free number, and an answer would be
/// written into it; the null device takes the place instead.
/// </summary>
internal static partial class StandardDescriptors
{
    private const int ReadWrite = 2, LastStandard = 2;

    public static void FillGaps()
    {
        int descriptor;
        // The kernel hands out the lowest free number, so the first one above the standard three says that those are all taken.
        do descriptor = Open("/dev/null"u8, ReadWrite);
        while (descriptor is >= 0 and <= LastStandard);
        if (descriptor >= 0) _ = Close(descriptor);
    }

    // Variadic in C; without a mode the fixed-argument call is the same one on Linux x64 and arm64.
    [LibraryImport("libc", EntryPoint = "open")]
    private static partial int Open(ReadOnlySpan<byte> path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
