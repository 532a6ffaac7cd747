namespace AgentExec.Posix;

/// <summary>One of the limits of a process (getrlimit(2)); the numbers are the same on x64 and arm64.</summary>
/// <param name="Soft">What holds now.</param>
/// <param name="Hard">How far the process may raise it.</param>
public readonly record struct ResourceLimit(ulong Soft, ulong Hard)
{
    public const int CpuTime = 0, FileSize = 1, Data = 2, CoreSize = 4, ProcessCount = 6, OpenFiles = 7, AddressSpace = 9;

    /// <summary>How many there are: their numbers are those below.</summary>
    public const int Count = 16;

    public const ulong Unlimited = ulong.MaxValue;

    /// <summary>One of this process.</summary>
    /// <exception cref="PosixException">The system does not tell.</exception>
    public static ResourceLimit Of(int resource) => TryOf(resource) ?? throw PosixException.Last("getrlimit");

    /// <summary>The same; null when the system does not tell.</summary>
    public static unsafe ResourceLimit? TryOf(int resource)
    {
        var limits = stackalloc ulong[2];
        return LibC.GetRLimit(resource, limits) == 0 ? new ResourceLimit(limits[0], limits[1]) : null;
    }

    /// <summary>The soft one of how many files this process may have open; 0 when the system does not tell.</summary>
    public static ulong OwnOpenFiles() => TryOf(OpenFiles)?.Soft ?? 0;

    /// <summary>Sets one of this process, or of another one (prlimit(2)), which needs the same user; whether the system did it.</summary>
    /// <param name="resource">Which.</param>
    /// <param name="limit">Both values. Raising the hard one needs a right.</param>
    /// <param name="pid">Whose; 0 for this process.</param>
    public static unsafe bool TrySet(int resource, ResourceLimit limit, int pid = 0)
    {
        var limits = stackalloc ulong[2] { limit.Soft, limit.Hard };
        return LibC.PrLimit(pid, resource, limits, null) == 0;
    }

    /// <summary>Raises the soft one of this process to its hard one, where the system lets it.</summary>
    public static void Raise(int resource)
    {
        if (TryOf(resource) is { } own && own.Soft != own.Hard) _ = TrySet(resource, own with { Soft = own.Hard });
    }
}
