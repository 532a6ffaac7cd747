using System.Diagnostics;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Launching;
using AgentExec.Keeper.Links;
using AgentExec.Posix;

namespace AgentExec.Keeper.Input;

/// <summary>A command's input in the keeper's loop: its row for poll(2), and the orders of hosts.</summary>
internal sealed class CommandInput(InputQueue queue, FileDescriptor? descriptor, long spawnedAt)
{
    public static CommandInput Of(RunningCommand command) =>
        new(new InputQueue(command.Stdin is { } pipe ? new PipeInput(pipe) : null, takesOrders: true), command.Stdin, command.SpawnedAt);

    // Only while something waits: a pipe whose reader is gone is always ready.
    public PollEntry Watch() => new(queue.IsWaiting && descriptor is not null ? descriptor.Number : -1, PollEntry.Out);

    public void Take(InputOrder order, bool closes, HostConnection asker) =>
        queue.Take(order, closes, Stopwatch.GetElapsedTime(spawnedAt), fact => asker.Send(fact.ToFrame().Encode()));

    /// <summary>Writes what can be written now; when to call again though no room was made, null for never.</summary>
    public TimeSpan? Advance(TimeSpan now) => queue.Advance(now);

    /// <summary>The command has ended: nobody is to read any more.</summary>
    public void Break() => queue.Break();
}
