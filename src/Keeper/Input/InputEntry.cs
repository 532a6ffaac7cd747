using AgentExec.Contracts.Keeping;

namespace AgentExec.Keeper.Input;

/// <summary>An order on its way into the command's input, or what the keeper itself has to type.</summary>
internal sealed class InputEntry(InputOrder order, bool closes, TimeSpan? until, Action<InputTakenFact>? answer)
{
    public InputOrder Order => order;

    /// <summary>Whether it ends the input.</summary>
    public bool Closes => closes;

    /// <summary>When it is given up; null for never.</summary>
    public TimeSpan? Until => until;

    /// <summary>Who is told what became of it: whoever asked last; null for nobody.</summary>
    public Action<InputTakenFact>? Answer { get; set; } = answer;

    /// <summary>How much of it the system took so far.</summary>
    public int Taken { get; set; }

    /// <summary>What is written for it, chosen when its turn comes; null until then.</summary>
    public byte[]? Chosen { get; set; }

    /// <summary>The most that it may hold of the room for what waits.</summary>
    public int Size => Math.Max(order.Bytes.Length, order.ApplicationBytes.Length);
}
