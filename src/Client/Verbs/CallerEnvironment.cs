using System.Collections;
using System.Text;
using AgentExec.Posix;

namespace AgentExec.Client.Verbs;

/// <summary>What a workload inherits from whoever asks, unless the options say otherwise.</summary>
internal static class CallerEnvironment
{
    private static readonly Lock UmaskTurn = new();

    /// <summary>This process's environment as .NET sees it, <c>KEY=VALUE\0…</c>.</summary>
    public static byte[] OfThisProcess()
    {
        var block = new List<byte>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            block.AddRange(Encoding.UTF8.GetBytes($"{variable.Key}={variable.Value}\0"));
        return [.. block];
    }

    /// <summary>The file mode creation mask. It can only be read by setting it, so two readers take turns.</summary>
    public static uint Umask()
    {
        lock (UmaskTurn)
        {
            // A file that another thread makes in between is too closed rather than too open.
            var mask = Processes.SetUmask(0x3F /* 077 */);
            Processes.SetUmask(mask);
            return mask;
        }
    }
}
