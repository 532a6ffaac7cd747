using System.Text;
using AgentExec.Posix;

namespace AgentExec.Host;

/// <summary>Tells whoever started this host that it is there, or why not: one line on descriptor 3, then its end.</summary>
internal static class ReadySignal
{
    public const string Option = "--ready-fd";

    /// <summary>A keeper that starts a host hands it the start lock instead: nobody else starts one until this one can be found, and nobody has to wait for it.</summary>
    public static void LetGo(bool holdsStartLock)
    {
        if (holdsStartLock) new FileDescriptor(3).Dispose();
    }

    public static void Send(bool wanted, string text)
    {
        if (!wanted) return;
        using var starter = new FileDescriptor(3);
        try
        {
            starter.WriteAll(Encoding.UTF8.GetBytes(text + "\n"));
        }
        catch (PosixException)
        {
            // The starter has gone; the host serves whoever comes next.
        }
    }
}
