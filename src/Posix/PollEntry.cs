using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>One row of poll(2): the descriptor, what is asked and what happened. A negative descriptor is skipped by the kernel.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct PollEntry(int descriptor, short events)
{
    public const short In = 1, Out = 4, Error = 8, HangUp = 16;

    public int Descriptor = descriptor;
    public short Events = events;
    public short Happened;

    public readonly bool IsReady => Happened != 0;
}
