namespace AgentExec.Load.Day;

/// <summary>What <c>day</c> was asked for.</summary>
/// <param name="Programs">Directory of the programs under load.</param>
/// <param name="Minutes">How long.</param>
/// <param name="Rate">Calls a second.</param>
/// <param name="WarmUpMinutes">After how long the figures are taken that the last ones are compared with.</param>
internal sealed record DayOptions(string Programs, int Minutes, int Rate, int WarmUpMinutes)
{
    public static DayOptions From(Words words) =>
        new(words.Programs, words.Number("minutes", 24 * 60), words.Number("rate", 1), words.Number("warm-up", 5));
}
