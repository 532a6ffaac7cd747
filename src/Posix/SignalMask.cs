namespace AgentExec.Posix;

/// <summary>The signals that the calling thread blocks. Threads that it starts, and the program that it turns into (<see cref="ProcessImage"/>), begin with the same.</summary>
public static unsafe class SignalMask
{
    private const int Block = 0, Set = 2, SetBytes = 128;

    /// <summary>Blocks these too.</summary>
    public static void Add(params ReadOnlySpan<int> signals)
    {
        var set = stackalloc byte[SetBytes];
        Fill(set, signals);
        _ = LibC.ThreadSigMask(Block, set, null);
    }

    /// <summary>Blocks none.</summary>
    public static void Clear()
    {
        var set = stackalloc byte[SetBytes];
        Fill(set, []);
        _ = LibC.ThreadSigMask(Set, set, null);
    }

    /// <summary>Whether all of these are blocked.</summary>
    public static bool Holds(params ReadOnlySpan<int> signals)
    {
        var now = stackalloc byte[SetBytes];
        Fill(now, []);
        _ = LibC.ThreadSigMask(Block, null, now);
        foreach (var signal in signals)
            if ((now[(signal - 1) / 8] & (1 << ((signal - 1) % 8))) == 0)
                return false;
        return true;
    }

    internal static void Fill(void* set, ReadOnlySpan<int> signals)
    {
        _ = LibC.SigEmptySet(set);
        foreach (var signal in signals) _ = LibC.SigAddSet(set, signal);
    }
}
