using System.Collections;
using System.Text;
using AgentExec.Posix;

namespace AgentExec.Client.Verbs;

/// <summary>What a workload inherits from whoever asks: the environment byte for byte, and the file mode creation mask.</summary>
internal static class CallerEnvironment
{
    /// <summary><c>KEY=VALUE\0…</c>. A program that runs one request has not changed its environment, and the kernel's copy keeps bytes that are not UTF-8.</summary>
    public static byte[] Read() => File.Exists("/proc/self/environ") && !_changed ? File.ReadAllBytes("/proc/self/environ") : FromRuntime();

    // .NET keeps changes to itself, so a long-lived service that set a variable must be asked, not the kernel.
    private static readonly bool _changed = Environment.GetEnvironmentVariables().Count != CountNative();

    /// <summary>Read by setting it: there is no other call. Two threads that did so at once could see the other's moment, hence the lock.</summary>
    public static uint Umask()
    {
        lock (typeof(CallerEnvironment))
        {
            var mask = Processes.SetUmask(0x3F /* 077: a file made meanwhile is too closed rather than too open */);
            Processes.SetUmask(mask);
            return mask;
        }
    }

    private static int CountNative() => File.Exists("/proc/self/environ") ? File.ReadAllBytes("/proc/self/environ").Count(b => b == 0) : 0;

    private static byte[] FromRuntime()
    {
        var block = new List<byte>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            block.AddRange(Encoding.UTF8.GetBytes($"{variable.Key}={variable.Value}\0"));
        return [.. block];
    }
}
