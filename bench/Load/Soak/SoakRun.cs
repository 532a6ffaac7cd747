using System.Diagnostics;

namespace AgentExec.Load.Soak;

/// <summary>
/// Thousands of jobs whose ends are known beforehand, started, watched and killed by several clients while hosts, and if asked keepers, are killed
/// (faults 1 to 4, 36, 38, 41). Then every end, byte and notification is compared, and nothing may be left.
/// </summary>
public static class SoakRun
{
    private const int Clients = 3, AtOnce = 96;

    /// <summary>True when everything was as planned; what was not stays on disk and is named.</summary>
    public static async Task<bool> RunAsync(SoakOptions options, TextWriter output)
    {
        ThreadPool.SetMinThreads(2 * AtOnce, AtOnce);
        var figures = new Figures(output);
        figures.Note($"soak: {options.Jobs} jobs over {options.Duration.TotalSeconds} s, a host killed every {options.KillEvery.TotalSeconds} s, {options.KeeperKills} keepers killed, --seed {options.Seed}");
        using var world = new LoadWorld(options.Programs);
        List<SoakedJob> jobs;
        using var over = new CancellationTokenSource();
        var killer = new Killer(world, options);
        var sampler = new Sampler(world, options);
        var clients = Enumerable.Range(0, Clients).Select(_ => world.NewClient()).ToArray();
        var beside = Task.WhenAll(killer.RunAsync(over.Token), sampler.RunAsync(over.Token));
        jobs = await DriveAsync(options, number => new JobDriver(world, clients[number % Clients], figures, JobPlanner.Make(options.Seed, number))).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await beside.ConfigureAwait(false);

        await clients[0].HostStartAsync().ConfigureAwait(false);
        await new Verifier(world, clients[0], figures, killer.KeepersKilled).VerifyAsync(jobs).ConfigureAwait(false);
        foreach (var client in clients) await client.DisposeAsync().ConfigureAwait(false);
        figures.Limit("hosts killed", killer.HostKills, null, "");
        sampler.Report(figures);
        await world.CallAsync(world.Cli, "host", "stop").ConfigureAwait(false);
        Leftovers.Report(world, figures);
        world.Keep = !figures.AllGood;
        if (world.Keep) figures.Note($"kept for a look: {world.Path}");
        return figures.AllGood;
    }

    // Starts are spread evenly; a job that must wait for its turn starts late, none is left out.
    private static async Task<List<SoakedJob>> DriveAsync(SoakOptions options, Func<int, JobDriver> driver)
    {
        using var turn = new SemaphoreSlim(AtOnce);
        var began = Stopwatch.GetTimestamp();
        var running = new List<Task<SoakedJob>>();
        for (var number = 0; number < options.Jobs; number++)
        {
            var early = (options.Duration * number / options.Jobs) - Stopwatch.GetElapsedTime(began);
            if (early > TimeSpan.Zero) await Task.Delay(early).ConfigureAwait(false);
            await turn.WaitAsync().ConfigureAwait(false);
            var one = driver(number);
            running.Add(Task.Run(async () =>
            {
                try
                {
                    return await one.DriveAsync().ConfigureAwait(false);
                }
                finally
                {
                    turn.Release();
                }
            }));
        }

        return [.. await Task.WhenAll(running).ConfigureAwait(false)];
    }
}
