using System.Collections;
using System.Text;
using AgentExec.Posix;

namespace AgentExec.Client.Verbs;

/// <summary>What a workload inherits from whoever asks, unless the options say otherwise.</summary>
internal static class CallerEnvironment
{
    /// <summary>This process's environment as .NET sees it, <c>KEY=VALUE\0…</c>.</summary>
    public static byte[] OfThisProcess()
    {
        var block = new List<byte>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            block.AddRange(Encoding.UTF8.GetBytes($"{variable.Key}={variable.Value}\0"));
        return [.. block];
    }

    /// <summary>The file mode creation mask.</summary>
    public static uint Umask() => ProcessMask.TryRead() ?? BySetting();

    // Where /proc is not mounted: what another thread makes in between is too closed rather than too open.
    private static uint BySetting()
    {
        const uint closed = 0x3F /* 077 */;
        var mask = closed;
        Processes.WithUmask(closed, before => mask = before);
        return mask;
    }

    /// <summary>The soft resource limits by their numbers: all of them, or none when the system keeps one to itself.</summary>
    public static ulong[] ResourceLimits()
    {
        var limits = new ulong[ResourceLimit.Count];
        for (var resource = 0; resource < limits.Length; resource++)
        {
            if (ResourceLimit.TryOf(resource) is not { } limit) return [];
            limits[resource] = limit.Soft;
        }

        return limits;
    }
}
