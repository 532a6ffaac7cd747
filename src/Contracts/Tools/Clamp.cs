namespace AgentExec.Contracts.Tools;

/// <summary>Numbers out of bounds are brought into them, and that is said.</summary>
public static class Clamp
{
    /// <param name="value">As it was given.</param>
    /// <param name="least">The smallest one that holds.</param>
    /// <param name="most">The largest one.</param>
    /// <param name="name">How the caller spells it.</param>
    /// <param name="unit"><c>ms</c>; empty for a plain number.</param>
    /// <param name="warnings">Gets a sentence when it was out of bounds.</param>
    public static long To(long value, long least, long most, string name, string unit, List<string> warnings)
    {
        if (value >= least && value <= most) return value;
        var (bound, side) = value < least ? (least, "below") : (most, "above");
        warnings.Add($"{name} {value} is {side} {bound}{(unit.Length == 0 ? "" : " " + unit)}, {bound} is used");
        return bound;
    }
}
