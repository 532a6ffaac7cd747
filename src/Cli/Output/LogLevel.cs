namespace AgentExec.Cli.Output;

/// <summary>How much is said on stderr (contract A25), from nothing to everything.</summary>
internal enum LogLevel
{
    Off,
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}
