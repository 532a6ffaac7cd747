namespace AgentExec.Contracts.Jobs;

/// <summary>How large a log may become (contract B11).</summary>
public static class LogSize
{
    /// <summary>The limit of each log in bytes when nobody says otherwise: 1 GiB. 0 is no limit.</summary>
    public const long DefaultMaxBytes = 1L << 30;
}
