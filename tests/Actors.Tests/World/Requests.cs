using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Tests.World;

/// <summary>Requests in few words.</summary>
internal static class Requests
{
    public const string Id = "01M81M2XMPDE2MTY31S75VTQC4";

    /// <summary>Whoever asks.</summary>
    public static readonly CallerRecord Caller = new() { Directory = "/c", Environment = [], Umask = 18, ShellWrapper = ["sh", "-lc"] };

    public static RunRequest Run(int observeMs = 0) => new()
    {
        JobId = Id, Root = "/r", Command = ["true"], Cwd = "/w", Environment = [], CallerDirectory = "/c", Umask = 18, ShellWrapper = ["sh", "-lc"], ObserveMs = observeMs,
    };

    public static StatusRequest Status() => new() { JobId = Id };

    public static WaitRequest Wait(int timeoutMs = 30_000) => new() { JobId = Id, TimeoutMs = timeoutMs };

    public static KillRequest Kill(int waitMs = 0, int signal = 15) => new() { JobId = Id, Signal = signal, WaitMs = waitMs };
}
