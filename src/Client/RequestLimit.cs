using AgentExec.Remoting;

namespace AgentExec.Client;

/// <summary>How much may be asked in one request.</summary>
public static class RequestLimit
{
    /// <summary>The largest request, encoded; a larger one is <c>request_too_large</c>.</summary>
    public const int MostBytes = WireLimits.MaximumRequestBytes;
}
