using System.Diagnostics;
using AgentExec.Posix;

namespace AgentExec.Keeper.Links;

/// <summary>The last facts leave before the keeper does, as long as the hosts take them in time.</summary>
internal static class FarewellFlush
{
    public static void Run(List<HostConnection> connections, TimeSpan limit)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var slow = connections.FindAll(connection => connection is { IsOpen: true, HasUnsent: true });
            var left = limit - Stopwatch.GetElapsedTime(start);
            if (slow.Count == 0 || left <= TimeSpan.Zero) return;
            var entries = slow.ConvertAll(connection => new PollEntry(connection.Descriptor, PollEntry.Out)).ToArray();
            _ = Poller.Wait(entries, (int)left.TotalMilliseconds + 1);
            foreach (var connection in slow) connection.Flush();
        }
    }
}
