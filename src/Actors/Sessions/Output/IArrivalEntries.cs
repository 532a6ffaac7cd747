using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Sessions.Output;

/// <summary>The switches between the two streams, in order: each begins where the one before it ends (<see cref="ArrivalStep"/>).</summary>
internal interface IArrivalEntries
{
    long Count { get; }

    /// <summary>Entries whose number is a multiple of <see cref="ArrivalOrder.Stride"/> cost nothing; others may have to be read.</summary>
    ArrivalEntry this[long index] { get; }
}
