using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>The C library, as declared by it: no policy, no retries. Callers read <see cref="Marshal.GetLastPInvokeError"/>.</summary>
internal static unsafe partial class LibC
{
    private const string Library = "libc";

    // Variadic in C; with only integer arguments the fixed-argument call is the same one on Linux x64 and arm64.
    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    internal static partial long SysCall(long number, long a, long b, long c, long d, long e, long f);

    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    internal static partial int PrCtl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int IoCtl(int fd, nuint request, void* argument);

    [LibraryImport(Library, EntryPoint = "getrlimit", SetLastError = true)]
    internal static unsafe partial int GetRLimit(int resource, ulong* softAndHard);

    [LibraryImport(Library, EntryPoint = "prlimit", SetLastError = true)]
    internal static unsafe partial int PrLimit(int pid, int resource, ulong* softAndHard, ulong* before);

    [LibraryImport(Library, EntryPoint = "getpriority", SetLastError = true)]
    internal static partial int GetPriority(int which, uint who);

    [LibraryImport(Library, EntryPoint = "setpriority", SetLastError = true)]
    internal static partial int SetPriority(int which, uint who, int value);

    [LibraryImport(Library, EntryPoint = "umask")]
    internal static partial uint UMask(uint mask);

    [LibraryImport(Library, EntryPoint = "geteuid")]
    internal static partial uint GetEUid();

    [LibraryImport(Library, EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetEnv(string name, string value, int overwrite);

    [LibraryImport(Library, EntryPoint = "unsetenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int UnsetEnv(string name);

    [LibraryImport(Library, EntryPoint = "_exit")]
    internal static partial void ExitNow(int code);

    // Variadic too, with one pointer.
    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int IoControl(int fd, nuint request, void* argument);

    [LibraryImport(Library, EntryPoint = "readlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint ReadLink(string path, byte* buffer, nuint size);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(PollEntry* entries, nuint count, int timeoutMs);
}
