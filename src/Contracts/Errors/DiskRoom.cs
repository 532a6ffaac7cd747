namespace AgentExec.Contracts.Errors;

/// <summary>Tells a full disk from other refusals: the same call succeeds once there is room.</summary>
public static class DiskRoom
{
    // ENOSPC and EDQUOT. The runtime keeps the error number in HResult, and so do the exceptions of our own calls.
    private const int NoSpace = 28, OverQuota = 122;

    /// <summary>Whether the file system, or the user's share of it, has no block or inode left.</summary>
    public static bool IsMissing(Exception failure) => Causes.Innermost(failure) is IOException { HResult: NoSpace or OverQuota };
}
