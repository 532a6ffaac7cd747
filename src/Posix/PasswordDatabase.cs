using System.Runtime.InteropServices;
using System.Text;

namespace AgentExec.Posix;

/// <summary>What the password database says of a user (getpwuid_r(3)).</summary>
public static unsafe partial class PasswordDatabase
{
    private const int OutOfRange = 34, MostBytes = 1024 * 1024;

    /// <summary>The home directory as recorded; null when the user has no entry or the database cannot be read.</summary>
    public static string? HomeOf(uint user)
    {
        for (var size = 1024; size <= MostBytes; size *= 4)
        {
            var buffer = new byte[size];
            fixed (byte* start = buffer)
            {
                Entry entry;
                Entry* found = null;
                var error = GetPwUid(user, &entry, start, (nuint)size, &found);
                // The entry is longer than the buffer: try again with more.
                if (error == OutOfRange) continue;
                if (error != 0 || found == null || entry.Home == null) return null;
                return Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry.Home));
            }
        }

        return null;
    }

    [LibraryImport("libc", EntryPoint = "getpwuid_r")]
    private static partial int GetPwUid(uint user, Entry* entry, byte* buffer, nuint size, Entry** found);

    // struct passwd of Linux, the same in glibc and musl.
    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        public byte* Name, Password;
        public uint UserId, GroupId;
        public byte* Comment, Home, Shell;
    }
}
