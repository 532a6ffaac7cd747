using System.Runtime.InteropServices;

namespace AgentExec.Posix;

/// <summary>
/// signalfd(2) for SIGCHLD: readable when some child has ended. Signals of one kind merge, so it says "look", never how many.
/// </summary>
/// <remarks>
/// A signal counts only while every thread blocks it, and the runtime has threads that start before any of our code. Whoever starts
/// such a program therefore blocks it from the outside (<see cref="SpawnRequest.BlockedSignals"/>); otherwise some wake-ups may be lost.
/// </remarks>
public static unsafe class SignalDescriptor
{
    public const int ChildEnded = 17;

    private const int Block = 0;

    /// <summary>Blocks SIGCHLD in the calling thread and opens the descriptor.</summary>
    public static FileDescriptor ForChildren()
    {
        var set = stackalloc byte[128];
        _ = LibC.SigEmptySet(set);
        _ = LibC.SigAddSet(set, ChildEnded);
        _ = LibC.ThreadSigMask(Block, set, null);
        var fd = LibC.SignalFd(-1, set, LibC.CloseOnExec | LibC.NonBlock);
        return fd >= 0 ? new FileDescriptor(fd) : throw PosixException.Last("signalfd");
    }

    /// <summary>Takes what is waiting, so that the descriptor is quiet until the next end.</summary>
    public static void Drain(FileDescriptor descriptor)
    {
        Span<byte> information = stackalloc byte[128];
        while (descriptor.Read(information) > 0)
        {
        }
    }
}
