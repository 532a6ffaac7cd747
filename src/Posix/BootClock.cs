using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>Time since boot, suspensions included (clock_gettime(2), CLOCK_BOOTTIME): the clock that process start times are told in.</summary>
public static unsafe partial class BootClock
{
    private const int Monotonic = 1, BootTime = 7;

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, long* result);

    public static TimeSpan Now => Read(BootTime);

    /// <summary>How long the machine has slept since boot: what CLOCK_MONOTONIC leaves out.</summary>
    public static TimeSpan Asleep => Read(BootTime) - Read(Monotonic);

    /// <summary>Clock ticks of <c>/proc</c> as time: 100 a second on every Linux (sysconf(_SC_CLK_TCK)).</summary>
    public static TimeSpan FromTicks(long clockTicks) => TimeSpan.FromMilliseconds(clockTicks * 10);

    private static TimeSpan Read(int clock)
    {
        var time = stackalloc long[2];
        _ = GetTime(clock, time);
        return TimeSpan.FromSeconds(time[0]) + TimeSpan.FromTicks(time[1] / 100);
    }
}
