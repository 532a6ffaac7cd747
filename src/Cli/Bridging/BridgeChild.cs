using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using AgentExec.Cli.Output;
using AgentExec.Posix;

namespace AgentExec.Cli.Bridging;

/// <summary>
/// What a bridge starts: this program again, which binds its life to the bridge's and then becomes the command. posix_spawn(3) can say nothing of the kind for a
/// child, and it has to be said by the child itself.
/// </summary>
internal static class BridgeChild
{
    /// <summary>No verb: it is in no help, and does nothing that its caller could not do.</summary>
    public const string Word = "bridge-child";

    // program name, word, pid of the bridge, path of the command's program.
    private const int Before = 4;

    /// <summary>How it is called.</summary>
    public static List<byte[]> Arguments(byte[] program, IReadOnlyList<byte[]> command) =>
    [
        "agent-exec"u8.ToArray(), SpawnRequest.Bytes(Word), SpawnRequest.Bytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)), program, .. command,
    ];

    /// <summary>Becomes the command; returns an exit code when it cannot.</summary>
    public static int Become()
    {
        // As bytes: neither paths nor variables need be UTF-8.
        var words = Blocks.Split(File.ReadAllBytes("/proc/self/cmdline"));
        if (words.Count <= Before || !int.TryParse(Encoding.ASCII.GetString(words[2]), NumberStyles.None, CultureInfo.InvariantCulture, out var bridge))
            return ExitCode.Usage;
        // The bridge has ended already: so does what belongs to it.
        if (!ProcessImage.DieWith(bridge)) return BridgeExit.Failed;
        SignalMask.Clear();
        var errno = ProcessImage.TryBecome(words[3], words[Before..], Blocks.Split(File.ReadAllBytes("/proc/self/environ")));
        var name = StderrText.Quote(Encoding.UTF8.GetString(words[3]));
        Outlet.Write(2)(StderrText.ToBytes($"agent-exec: bridge: {name}: {Marshal.GetPInvokeErrorMessage(errno)}"));
        return BridgeExit.Of(errno);
    }
}
