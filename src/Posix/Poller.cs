using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>poll(2): one thread waits for many descriptors.</summary>
public static unsafe class Poller
{
    /// <summary>Waits until something is ready or the time is over; a negative time waits for ever. An interruption counts as nothing ready.</summary>
    public static int Wait(Span<PollEntry> entries, int timeoutMs)
    {
        fixed (PollEntry* start = entries)
        {
            var ready = LibC.Poll(start, (nuint)entries.Length, timeoutMs);
            if (ready >= 0) return ready;
            if (Marshal.GetLastPInvokeError() != Errno.Interrupted) throw PosixException.Last("poll");
            foreach (ref var entry in entries) entry.Happened = 0;
            return 0;
        }
    }
}
