using Serilog.Core;
using Serilog.Events;

namespace AgentExec.Host;

/// <summary>
/// Keeps peers from filling the log. A client that leaves without a word is the normal end of every call and is not logged; of what Akka says about
/// broken peers, a few lines a minute get through. Our transport logs nothing of failed handshakes.
/// </summary>
internal sealed class PeerLogFilter(TimeProvider time) : ILogEventFilter
{
    private const string LeavingException = "EndpointDisassociatedException";

    // What Akka says of a client that has left and does not come back: it calls that undelivered system messages, of which we send none.
    private const string LeftForGood = "Delivery of system messages timed out";

    // Of an authenticated peer that never says who it is; the line names no source.
    private const string NeverAssociated = "No response from remote for inbound association";

    private const int AllowedPerWindow = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _windowStart = DateTimeOffset.MinValue;
    private int _seen;

    public bool IsEnabled(LogEvent logEvent)
    {
        if (IsLeaving(logEvent)) return false;
        if (!IsAboutPeers(logEvent)) return true;
        // Of a healthy peer there is nothing to tell.
        if (logEvent.Level < LogEventLevel.Warning) return false;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (now - _windowStart >= Window) (_windowStart, _seen) = (now, 0);
            return ++_seen <= AllowedPerWindow;
        }
    }

    // The exception is internal to Akka, so its name has to do; it comes as an exception or in the text of a warning.
    private static bool IsLeaving(LogEvent logEvent) =>
        logEvent.Exception?.GetType().Name == LeavingException || logEvent.Exception?.Message.StartsWith(LeftForGood, StringComparison.Ordinal) == true
        || logEvent.RenderMessage().Contains(LeavingException, StringComparison.Ordinal);

    // The endpoint manager and the transports speak of single peers only; remoting itself also says where it listens.
    private static bool IsAboutPeers(LogEvent logEvent) => logEvent.Properties.Values
        .Select(value => value.ToString())
        .Any(source => source.Contains("/system/endpointManager", StringComparison.Ordinal) || source.Contains("/system/transports", StringComparison.Ordinal))
        || logEvent.RenderMessage().StartsWith(NeverAssociated, StringComparison.Ordinal);
}
