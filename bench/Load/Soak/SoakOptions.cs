namespace AgentExec.Load.Soak;

/// <summary>How much, how long and how rough.</summary>
/// <param name="Programs">Directory of the programs under load.</param>
/// <param name="Jobs">How many jobs in all.</param>
/// <param name="Duration">Over how long their starts are spread.</param>
/// <param name="KillEvery">How often the host is killed; zero is never.</param>
/// <param name="KeeperKills">How many keepers are killed in all.</param>
/// <param name="Seed">Decides the jobs, their order and who calls for them.</param>
public sealed record SoakOptions(string Programs, int Jobs, TimeSpan Duration, TimeSpan KillEvery, int KeeperKills, int Seed)
{
    internal static SoakOptions From(Words words)
    {
        var minutes = TimeSpan.FromMinutes(words.Number("minutes", 10));
        return new SoakOptions(
            words.Programs,
            words.Number("jobs", 2000),
            words.Number("seconds", 0) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : minutes,
            TimeSpan.FromSeconds(words.Number("kill-every", 20)),
            words.Number("keeper-kills", 0),
            words.Number("seed", Environment.TickCount & 0xFFFFFF));
    }
}
