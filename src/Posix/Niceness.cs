using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>
/// The nice value, −20 to 19, more is nicer (setpriority(2)). On Linux it is that of a thread; a thread or process that it starts has the same.
/// </summary>
public static class Niceness
{
    private const int OfProcess = 0;

    /// <summary>That of this thread; null when the system does not tell.</summary>
    public static int? Own()
    {
        // -1 is a value too: what tells is the error number, which the marshaller clears before the call.
        var value = LibC.GetPriority(OfProcess, 0);
        return value == -1 && Marshal.GetLastPInvokeError() != 0 ? null : value;
    }

    /// <summary>Sets that of this thread, or of the first thread of a process; whether the system did it. Less than it is needs a right.</summary>
    public static bool TrySet(int value, int pid = 0) => LibC.SetPriority(OfProcess, (uint)pid, value) == 0;
}
