using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Notifications;

/// <summary>Tells one sink and says what became of it.</summary>
internal static class Delivery
{
    public static async Task<DeliveryResult> TellAsync(ISinks sinks, SinkCall call, SinkType type, string target, TimeProvider time)
    {
        var attemptedAt = Timestamp.Format(time.GetUtcNow());
        var outcome = LostCaller.Refuse(call.Caller, type, target) ?? await (type == SinkType.Command ? sinks.RunAsync(call, target) : sinks.AppendAsync(call, target)).ConfigureAwait(false);
        return outcome.ToResult(type, target, attemptedAt);
    }
}
