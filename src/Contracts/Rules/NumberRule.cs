namespace AgentExec.Contracts.Rules;

/// <summary>What a number of a request must be.</summary>
public static class NumberRule
{
    /// <summary>A hundred years: no sum with a date and no count of nanoseconds in 64 bits overflows.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromDays(36_500);

    /// <summary>Null is no number to refuse.</summary>
    public static Breach? Between(string field, long? number, long least, long most) =>
        number is not { } given || given >= least && given <= most ? null : new Breach(field, $"must be from {least} to {most}, not {given}");

    public static Breach? AtLeast(string field, long? number, long least) =>
        number is not { } given || given >= least ? null : new Breach(field, $"must be at least {least}, not {given}");

    /// <summary>A time in milliseconds, up to <see cref="LongestTime"/>.</summary>
    public static Breach? Time(string field, long? milliseconds, long least = 0) =>
        Between(field, milliseconds, least, (long)LongestTime.TotalMilliseconds);
}
