using Microsoft.Extensions.Logging;

namespace AgentExec.Host;

/// <summary>A log that cannot be written, as on a full disk, is no reason to fail: its last lines are written when it is closed, where the sink throws.</summary>
internal sealed class ForgivingLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => inner.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
        try
        {
            inner.Dispose();
        }
        catch (IOException)
        {
            // Its lines are lost; the disk's state is not ours to mend.
        }
    }
}
