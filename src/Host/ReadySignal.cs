using System.Text;
using AgentExec.Posix;

namespace AgentExec.Host;

/// <summary>Tells whoever started this host that it is there, or why not: one line on descriptor 3, then its end.</summary>
internal static class ReadySignal
{
    public const string Option = "--ready-fd";

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
