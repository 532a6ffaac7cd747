using System.Runtime.InteropServices;

namespace AgentExec.Posix;

internal static unsafe partial class LibC
{
    [LibraryImport(Library, EntryPoint = "posix_openpt", SetLastError = true)]
    internal static partial int OpenPseudoTerminal(int flags);

    [LibraryImport(Library, EntryPoint = "grantpt", SetLastError = true)]
    internal static partial int GrantPseudoTerminal(int fd);

    [LibraryImport(Library, EntryPoint = "unlockpt", SetLastError = true)]
    internal static partial int UnlockPseudoTerminal(int fd);

    // Returns the error number.
    [LibraryImport(Library, EntryPoint = "ptsname_r")]
    internal static partial int PseudoTerminalName(int fd, byte* buffer, nuint size);
}
