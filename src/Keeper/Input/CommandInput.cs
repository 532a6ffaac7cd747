using System.Diagnostics;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Launching;
using AgentExec.Keeper.Links;
using AgentExec.Keeper.Terminal;
using AgentExec.Posix;

namespace AgentExec.Keeper.Input;

/// <summary>A command's input in the keeper's loop: its row for poll(2), and the orders of hosts.</summary>
internal sealed class CommandInput
{
    private readonly InputQueue _queue;
    private readonly FileDescriptor? _room;
    private readonly TerminalSeat? _terminal;
    private readonly long _spawnedAt;

    /// <param name="command">Whose.</param>
    /// <param name="streams">What it was to read.</param>
    public CommandInput(RunningCommand command, CommandStreams streams)
    {
        (_terminal, _spawnedAt) = (command.Terminal, command.SpawnedAt);
        _room = _terminal?.Master ?? command.Stdin;
        IInputEnd? end = _terminal is not null ? _terminal : command.Stdin is { } pipe ? new PipeInput(pipe) : null;
        _queue = new InputQueue(end, takesOrders: streams.Stdin == StdinKind.Pipe);
        if (_terminal is not null && streams.Stdin == StdinKind.Bytes) _queue.Type(streams.StdinBytes);
    }

    // Only while something waits: a pipe whose reader is gone is always ready.
    public PollEntry Watch() => new(_queue.IsWaiting && _room is not null ? _room.Number : -1, PollEntry.Out);

    public void Take(InputOrder order, bool closes, HostConnection asker) =>
        _queue.Take(order, closes, Stopwatch.GetElapsedTime(_spawnedAt), fact => asker.Send(fact.ToFrame().Encode()));

    public void Resize(TerminalSize size) => _terminal?.Resize(size);

    /// <summary>Writes what can be written now; when to call again though no room was made, null for never.</summary>
    public TimeSpan? Advance(TimeSpan now)
    {
        for (var questions = _terminal?.Filter.TakeQuestions() ?? 0; questions > 0; questions--) _queue.TypeAnswer(TerminalSeat.CursorPosition);
        return _queue.Advance(now);
    }

    /// <summary>The command has ended: nobody is to read any more.</summary>
    public void Break()
    {
        _queue.Break();
        _terminal?.Leave();
    }
}
