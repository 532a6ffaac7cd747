namespace AgentExec.Actors.Jobs;

/// <summary>Milliseconds of the contract (unsigned 64 bits on the command line) as a time that can be added to others.</summary>
public static class Duration
{
    /// <summary>The longest time that is told apart: a thousand years.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365_000);

    /// <summary>What is longer than <see cref="Longest"/> is as good as for ever and becomes it.</summary>
    public static TimeSpan FromMilliseconds(long ms) => ms < 0 || ms > Longest.TotalMilliseconds ? Longest : TimeSpan.FromMilliseconds(ms);
}
