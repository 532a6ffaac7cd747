using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Notifications;

/// <summary>Tells somebody outside. Both ways end within the time limit whatever happens, and never throw.</summary>
public interface ISinks
{
    /// <summary>Runs a notify command (contract A20.4).</summary>
    Task<SinkOutcome> RunAsync(SinkCall call, string command);

    /// <summary>Appends the event to a file as one line (contract A20.5).</summary>
    Task<SinkOutcome> AppendAsync(SinkCall call, string file);
}

/// <summary>What every sink of one event gets.</summary>
/// <param name="Caller">On whose behalf.</param>
/// <param name="JobId">Which job.</param>
/// <param name="EventType">Name of the event.</param>
/// <param name="EventPath">The file that holds the event, or will.</param>
/// <param name="Json">The event, compact, without a line feed.</param>
/// <param name="Limit">How long it may take.</param>
public sealed record SinkCall(CallerRecord Caller, string JobId, string EventType, string EventPath, byte[] Json, TimeSpan Limit);

/// <summary>What became of one call; <see cref="Error"/> is null when it was told.</summary>
public sealed record SinkOutcome(string? Error, int? ExitCode = null, string? StderrTail = null)
{
    public static readonly SinkOutcome Told = new((string?)null);

    public DeliveryResult ToResult(SinkType type, string target, string attemptedAt) => new()
    {
        SinkType = type,
        Target = target,
        Success = Error is null,
        Error = Error,
        AttemptedAt = attemptedAt,
        ExitCode = Error is null ? null : ExitCode,
        StderrTail = Error is null ? null : StderrTail,
    };
}
