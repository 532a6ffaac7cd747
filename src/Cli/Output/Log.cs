namespace AgentExec.Cli.Output;

/// <summary>Diagnostics: plain lines on stderr, never on stdout (contract A25).</summary>
internal sealed class Log(LogLevel level, WriteBytes error)
{
    public bool Shows(LogLevel wanted) => wanted <= level;

    public void Warn(string message) => Write(LogLevel.Warn, "warn", message);

    public void Debug(string message) => Write(LogLevel.Debug, "debug", message);

    private void Write(LogLevel wanted, string name, string message)
    {
        if (Shows(wanted)) error(StderrText.ToBytes($"agent-exec: {name}: {message}"));
    }
}
