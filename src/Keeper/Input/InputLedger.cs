using AgentExec.Contracts.Keeping;

namespace AgentExec.Keeper.Input;

/// <summary>What became of the last orders of input, by their ids: a host that asks again is answered, and nothing is written twice.</summary>
internal sealed class InputLedger
{
    private readonly Dictionary<Guid, InputTakenFact> _facts = [];
    private readonly Queue<Guid> _order = new();

    public InputTakenFact? Find(Guid id) => _facts.GetValueOrDefault(id);

    public void Add(InputTakenFact fact)
    {
        if (!_facts.TryAdd(fact.Id, fact)) return;
        _order.Enqueue(fact.Id);
        if (_order.Count > InputOrder.Remembered) _ = _facts.Remove(_order.Dequeue());
    }
}
