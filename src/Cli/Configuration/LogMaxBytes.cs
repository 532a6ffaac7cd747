using AgentExec.Contracts.Jobs;

namespace AgentExec.Cli.Configuration;

/// <summary>How large each log of a job may become (B11).</summary>
internal static class LogMaxBytes
{
    /// <summary>First match wins: <c>--log-max-bytes</c>, the configuration file, 1 GiB. No file is larger than a signed number can say, so more is that.</summary>
    public static long Resolve(ulong? option, ConfigShape file) =>
        option is { } bytes ? (long)Math.Min(bytes, long.MaxValue) : file.Log?.MaxBytes ?? LogSize.DefaultMaxBytes;
}
