using AgentExec.Posix;

namespace AgentExec.ChildTool.Verbs;

/// <summary>Verbs that end, at once or later.</summary>
internal static class Ends
{
    /// <summary><c>sleep MS</c></summary>
    public static void Sleep(Words words) => Thread.Sleep((int)words.Number("milliseconds"));

    /// <summary><c>exit CODE</c></summary>
    public static void Exit(Words words) => Processes.ExitNow((int)words.Number("code"));

    /// <summary><c>die SIGNAL</c>: by that signal at its default.</summary>
    public static void Die(Words words)
    {
        var signal = (int)words.Number("signal");
        NativeSignals.Default(signal);
        NativeSignals.Raise(signal);
        Thread.Sleep(Timeout.Infinite);
    }
}
