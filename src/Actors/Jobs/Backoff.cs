namespace AgentExec.Actors.Jobs;

/// <summary>Growing pauses between attempts.</summary>
public static class Backoff
{
    /// <summary>Doubles from the least to the most.</summary>
    /// <param name="attempt">0 for the first.</param>
    /// <param name="least">First pause.</param>
    /// <param name="most">Longest pause.</param>
    public static TimeSpan Delay(int attempt, TimeSpan least, TimeSpan most)
    {
        // Shifted far enough any pause is the longest; the bound keeps the arithmetic in range.
        var grown = least.TotalMilliseconds * Math.Pow(2, Math.Clamp(attempt, 0, 30));
        return grown >= most.TotalMilliseconds ? most : TimeSpan.FromMilliseconds(grown);
    }
}
