namespace AgentExec.Posix;

/// <summary>One of the limits of this process (getrlimit(2)); the numbers are the same on x64 and arm64.</summary>
/// <param name="Soft">What holds now.</param>
/// <param name="Hard">How far the process may raise it.</param>
public readonly record struct ResourceLimit(ulong Soft, ulong Hard)
{
    public const int FileSize = 1, CoreSize = 4, ProcessCount = 6, OpenFiles = 7;

    public const ulong Unlimited = ulong.MaxValue;

    /// <exception cref="PosixException">The system does not tell.</exception>
    public static unsafe ResourceLimit Of(int resource)
    {
        var limits = stackalloc ulong[2];
        return LibC.GetRLimit(resource, limits) == 0 ? new ResourceLimit(limits[0], limits[1]) : throw PosixException.Last("getrlimit");
    }
}
