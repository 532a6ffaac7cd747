using AgentExec.Contracts.Keeping;

namespace AgentExec.Keeper.Input;

/// <summary>
/// The orders of input, one after the other, each until it is taken whole or its time is over. Nothing here waits: who calls again when there is room or
/// time has passed is the keeper's loop.
/// </summary>
/// <param name="end">Where it goes; null for a command without.</param>
/// <param name="takesOrders">Whether hosts may order any; the keeper itself may type in any case.</param>
internal sealed class InputQueue(IInputEnd? end, bool takesOrders)
{
    /// <summary>So much may wait; more than that is refused.</summary>
    public const int MostBytes = 1024 * 1024, MostOrders = InputOrder.Remembered;

    /// <summary>What is written at most before somebody else has a turn: a command that reads as fast as it is written to must not hold up the rest.</summary>
    public const int BytesATurn = 64 * 1024;

    private readonly LinkedList<InputEntry> _waiting = new();
    private readonly InputLedger _ledger = new();
    private InputOutcome? _refusal = end is null || !takesOrders ? InputOutcome.Closed : null;
    private bool _isOver = end is null;

    /// <summary>Whether it is to be woken when there is room.</summary>
    public bool IsWaiting => _waiting.Count > 0;

    /// <summary>Takes an order; its answer comes at once or later, and for one that was given before it is what became of that.</summary>
    public void Take(InputOrder order, bool closes, TimeSpan now, Action<InputTakenFact> answer)
    {
        if (_ledger.Find(order.Id) is { } known)
        {
            answer(known);
            return;
        }

        if (_waiting.FirstOrDefault(entry => entry.Answer is not null && entry.Order.Id == order.Id) is { } same)
        {
            same.Answer = answer;
            return;
        }

        var taken = new InputEntry(order, closes, now + TimeSpan.FromMilliseconds(order.LimitMs), answer);
        if (_refusal is { } refusal) Conclude(taken, refusal);
        else if (_waiting.Count >= MostOrders || _waiting.Sum(entry => entry.Size) + taken.Size > MostBytes) Conclude(taken, InputOutcome.Refused);
        else _ = _waiting.AddLast(taken);
    }

    /// <summary>Types a text that nobody has ordered, and then the end.</summary>
    public void Type(byte[] text) => _waiting.AddLast(new InputEntry(new InputOrder(Guid.Empty, 0, text, []), closes: true, until: null, answer: null));

    /// <summary>Types an answer of the terminal itself: before what waits, though not into the middle of it.</summary>
    public void TypeAnswer(byte[] text)
    {
        // A command that asks and never reads must not fill the memory.
        if (_isOver || _waiting.Count >= MostOrders) return;
        var answer = new InputEntry(new InputOrder(Guid.Empty, 0, text, []), closes: false, until: null, answer: null);
        var before = _waiting.First;
        while (before is not null && (before.Value.Taken > 0 || before.Value is { Answer: null, Closes: false })) before = before.Next;
        _ = before is null ? _waiting.AddLast(answer) : _waiting.AddBefore(before, answer);
    }

    /// <summary>Writes what can be written now; when to call again though no room was made, null for never.</summary>
    public TimeSpan? Advance(TimeSpan now)
    {
        var left = BytesATurn;
        while (_waiting.First?.Value is { } entry)
        {
            var outcome = TryFinish(entry, ref left);
            if (outcome is null && left > 0 && entry.Until <= now) outcome = InputOutcome.TimedOut;
            if (outcome is null) break;
            _waiting.RemoveFirst();
            Conclude(entry, outcome.Value);
            if (outcome == InputOutcome.Broken) Break();
        }

        DropLate(now);
        return left <= 0 && IsWaiting ? now : _waiting.Min(entry => entry.Until);
    }

    /// <summary>Nobody reads any more.</summary>
    public void Break() => End(InputOutcome.Broken);

    // Those behind one that gets no further have no more time for it either.
    private void DropLate(TimeSpan now)
    {
        foreach (var late in _waiting.Skip(1).Where(entry => entry.Until <= now).ToList())
        {
            _ = _waiting.Remove(late);
            Conclude(late, InputOutcome.TimedOut);
        }
    }

    /// <summary>Null while there is no room for the rest.</summary>
    private InputOutcome? TryFinish(InputEntry entry, ref int left)
    {
        entry.Chosen ??= Choose(entry);
        while (entry.Taken < entry.Chosen.Length)
        {
            if (left <= 0) return null;
            var rest = entry.Chosen.AsSpan(entry.Taken);
            var count = end!.Write(rest[..Math.Min(rest.Length, left)]);
            if (count < 0) return InputOutcome.Broken;
            if (count == 0) return null;
            entry.Taken += count;
            left -= count;
        }

        if (entry.Closes && end!.EndMark.IsEmpty) End(InputOutcome.Closed);
        return InputOutcome.Taken;
    }

    private byte[] Choose(InputEntry entry)
    {
        var order = entry.Order;
        if (!entry.Closes) return order.ApplicationBytes.Length > 0 && end!.IsApplicationMode ? order.ApplicationBytes : order.Bytes;
        // In the middle of a line the first mark only sends off what was typed of it.
        var mark = end!.EndMark;
        return order.Bytes is [.., not (byte)'\n'] ? [.. order.Bytes, .. mark, .. mark] : [.. order.Bytes, .. mark];
    }

    private void End(InputOutcome why)
    {
        _isOver = true;
        _refusal ??= why;
        end?.Close();
        foreach (var entry in _waiting.ToList())
        {
            // The one that closes it is not over yet, and answered by who carries it out.
            if (why == InputOutcome.Closed && entry == _waiting.First!.Value) continue;
            _ = _waiting.Remove(entry);
            Conclude(entry, why);
        }
    }

    private void Conclude(InputEntry entry, InputOutcome outcome)
    {
        if (entry.Answer is null) return;
        // The mark of the end is nobody's byte.
        var fact = new InputTakenFact(entry.Order.Id, entry.Closes ? 0 : entry.Taken, outcome);
        _ledger.Add(fact);
        entry.Answer(fact);
    }
}
