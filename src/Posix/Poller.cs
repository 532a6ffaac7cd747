using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>poll(2): one thread waits for many descriptors.</summary>
public static unsafe class Poller
{
    /// <summary>Waits for one descriptor to become readable, as a pidfd does when its process ends, however often the wait is interrupted; false when the time is over.</summary>
    public static bool WaitReadable(FileDescriptor descriptor, TimeSpan patience)
    {
        Span<PollEntry> entries = [new PollEntry(descriptor.Number, PollEntry.In)];
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = patience - Stopwatch.GetElapsedTime(began);
            if (Wait(entries, (int)Math.Clamp(Math.Ceiling(left.TotalMilliseconds), 0, int.MaxValue)) > 0) return true;
            if (left <= TimeSpan.Zero) return false;
        }
    }

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
