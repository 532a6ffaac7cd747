using System.Collections.Concurrent;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Load.Soak;

/// <summary>kill -9, again and again: the host at a fixed pace, some keepers in between.</summary>
internal sealed class Killer(LoadWorld world, SoakOptions options)
{
    private readonly Random _random = new(options.Seed);
    private readonly ConcurrentDictionary<string, bool> _keepersKilled = [];

    public int HostKills { get; private set; }

    /// <summary>The jobs whose keeper was killed.</summary>
    public ICollection<string> KeepersKilled => _keepersKilled.Keys;

    public async Task RunAsync(CancellationToken over)
    {
        try
        {
            await Task.WhenAll(Again(options.KillEvery, KillHosts, over), Again(options.Duration / (options.KeeperKills + 1), KillKeeper, over)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The soak is over.
        }
    }

    private static async Task Again(TimeSpan every, Action kill, CancellationToken over)
    {
        if (every <= TimeSpan.Zero) return;
        using var timer = new PeriodicTimer(every);
        while (await timer.WaitForNextTickAsync(over).ConfigureAwait(false)) kill();
    }

    private void KillHosts()
    {
        foreach (var host in world.Hosts())
        {
            ProcessTable.Kill(host);
            HostKills++;
        }
    }

    private void KillKeeper()
    {
        if (_keepersKilled.Count == options.KeeperKills || world.Keepers() is not { Count: > 0 } keepers) return;
        var keeper = keepers[_random.Next(keepers.Count)];
        if (Path.GetFileName(ProcessTable.Arguments(keeper)) is not { } name || !JobId.TryParse(name, out _)) return;
        // Known before it is done: whoever sees the job lost may ask why.
        _keepersKilled[name] = true;
        ProcessTable.Kill(keeper);
    }
}
