using System.Buffers.Binary;

namespace AgentExec.Posix;

/// <summary>
/// signalfd(2): for SIGCHLD readable when some child has ended. Signals of one kind merge, so it says "look", never how many.
/// </summary>
/// <remarks>
/// A signal counts only while every thread blocks it, and the runtime has threads that start before any of our code. Whoever starts
/// such a program therefore blocks it from the outside (<see cref="SpawnRequest.BlockedSignals"/>); otherwise some wake-ups may be lost.
/// </remarks>
public static unsafe class SignalDescriptor
{
    public const int ChildEnded = 17;

    private const int InformationBytes = 128;

    /// <summary>Blocks SIGCHLD in the calling thread and opens the descriptor.</summary>
    public static FileDescriptor ForChildren() => For(ChildEnded);

    /// <summary>Blocks these in the calling thread and opens a descriptor that is readable while one of them waits.</summary>
    public static FileDescriptor For(params ReadOnlySpan<int> signals)
    {
        SignalMask.Add(signals);
        var set = stackalloc byte[InformationBytes];
        SignalMask.Fill(set, signals);
        var fd = LibC.SignalFd(-1, set, LibC.CloseOnExec | LibC.NonBlock);
        return fd >= 0 ? new FileDescriptor(fd) : throw PosixException.Last("signalfd");
    }

    /// <summary>Takes what is waiting, so that the descriptor is quiet until the next end.</summary>
    public static void Drain(FileDescriptor descriptor)
    {
        Span<byte> information = stackalloc byte[InformationBytes];
        while (descriptor.Read(information) > 0)
        {
        }
    }

    /// <summary>Takes one signal that is waiting; null when none is.</summary>
    public static CaughtSignal? TryTake(FileDescriptor descriptor)
    {
        Span<byte> information = stackalloc byte[InformationBytes];
        // struct signalfd_siginfo: the number, errno, and the code, which is above 0 when no process has sent it.
        return descriptor.Read(information) == InformationBytes
            ? new CaughtSignal(BinaryPrimitives.ReadInt32LittleEndian(information), BinaryPrimitives.ReadInt32LittleEndian(information[8..]) > 0)
            : null;
    }
}

/// <summary>A signal that came.</summary>
/// <param name="Number">Which.</param>
/// <param name="OfKernel">Whether the kernel itself sent it, as for a key on a terminal; else a process did.</param>
public readonly record struct CaughtSignal(int Number, bool OfKernel);
