using System.Runtime.InteropServices;
using System.Text;
using AgentExec.Posix;

namespace AgentExec.ChildTool.Verbs;

/// <summary>Verbs about signals. Each says "ready" on stdout once it is prepared, so that a test knows when to signal.</summary>
internal static class Signals
{
    /// <summary><c>trap SIGNAL CODE</c>: waits for it, says "trapped" and exits with the code.</summary>
    public static void Trap(Words words)
    {
        var signal = (int)words.Number("signal");
        var code = (int)words.Number("code");
        using var trap = PosixSignalRegistration.Create((PosixSignal)signal, context =>
        {
            context.Cancel = true;
            Say("trapped\n");
            Processes.ExitNow(code);
        });
        Say("ready\n");
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary><c>ignore SIGNAL MS</c>: takes no notice of it and sleeps.</summary>
    public static void Ignore(Words words)
    {
        Processes.Ignore((int)words.Number("signal"));
        Say("ready\n");
        Thread.Sleep((int)words.Number("milliseconds"));
    }

    private static void Say(string text) => new FileDescriptor(1).WriteAll(Encoding.ASCII.GetBytes(text));
}
