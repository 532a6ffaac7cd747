using Serilog.Core;
using Serilog.Events;

namespace AgentExec.Host;

/// <summary>
/// Lets a few lines a minute through about peers that failed to connect. One refused peer makes Akka and DotNetty write about twenty, so a stranger
/// at the port could fill the log.
/// </summary>
internal sealed class PeerErrorThrottle(TimeProvider time) : ILogEventFilter
{
    private const int AllowedPerWindow = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _windowStart = DateTimeOffset.MinValue;
    private int _seen;

    public bool IsEnabled(LogEvent logEvent)
    {
        if (!IsAboutPeers(logEvent)) return true;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now - _windowStart >= Window) (_windowStart, _seen) = (now, 0);
            return ++_seen <= AllowedPerWindow;
        }
    }

    // Akka.Hosting gives the logging class as a property; remoting and DotNetty speak only of connections.
    private static bool IsAboutPeers(LogEvent logEvent) => logEvent.Properties.Any(property =>
        property.Key is "SourceContext" or "ActorPath" or "LogSource"
        && property.Value.ToString() is var source
        && (source.Contains("Remote", StringComparison.Ordinal) || source.Contains("remote", StringComparison.Ordinal)
            || source.Contains("DotNetty", StringComparison.Ordinal)));
}
