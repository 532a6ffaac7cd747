using System.Diagnostics;
using System.Globalization;
using AgentExec.Client;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Load;

/// <summary>A thousand jobs that run at once: what the host and the keepers cost, how fast they are listed and ended (fault 36).</summary>
internal sealed class Thousand
{
    private const int AtOnce = 32, Calls = 10;

    private readonly LoadWorld _world;
    private readonly Figures _figures;
    private readonly int _jobs, _sleep;

    private Thousand(LoadWorld world, Figures figures, int jobs, int sleep) => (_world, _figures, _jobs, _sleep) = (world, figures, jobs, sleep);

    /// <summary>True when every limit was kept.</summary>
    public static async Task<bool> RunAsync(string programs, int jobs, int sleep, TextWriter output)
    {
        var figures = new Figures(output);
        using var world = new LoadWorld(programs);
        var thousand = new Thousand(world, figures, jobs, sleep);
        await thousand.MeasureAsync().ConfigureAwait(false);
        return figures.AllGood;
    }

    private async Task MeasureAsync()
    {
        await using var client = _world.NewClient();
        await StartAsync(client, _sleep).ConfigureAwait(false);
        _figures.Limit($"host status by the CLI, median of {Calls}, for comparison", await CallsAsync("host", "status").ConfigureAwait(false), null, "ms");
        _figures.Limit($"list --all by the CLI, median of {Calls}", await CallsAsync("list", "--all").ConfigureAwait(false), 100, "ms");
        MeasureMemory();
        await KillAsync("through the client", ids => Parallel.ForEachAsync(
            ids, Bound, async (id, cancel) => await client.KillAsync(id, Signals.Term, TimeSpan.Zero, cancellation: cancel).ConfigureAwait(false))).ConfigureAwait(false);
        // A process a call takes longer than the first jobs sleep.
        await StartAsync(client, 10 * _sleep).ConfigureAwait(false);
        await KillAsync("by xargs -P 4 and the CLI", KillByShellAsync).ConfigureAwait(false);
        var host = _world.Hosts().Single();
        _figures.Limit("host resident after all ended", ProcessFigures.Resident(host), null, "MB");
        _figures.Limit("host descriptors after all ended", ProcessFigures.Descriptors(host), null, "");
        await client.HostStopAsync().ConfigureAwait(false);
        _figures.Exactly("processes left", _world.LeftProcesses().Count, 0);
    }

    private static ParallelOptions Bound => new() { MaxDegreeOfParallelism = AtOnce };

    private async Task StartAsync(AgentExecClient client, int sleep)
    {
        var options = new RunOptions
        {
            Command = ["sleep", sleep.ToString(CultureInfo.InvariantCulture)], SnapshotAfter = TimeSpan.Zero, Cwd = _world.Work,
        };
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, _jobs), Bound, async (_, cancel) => await client.RunAsync(options, cancel).ConfigureAwait(false)).ConfigureAwait(false);
        _figures.Limit($"start of {_jobs} jobs, {AtOnce} at once", Stopwatch.GetElapsedTime(began).TotalSeconds, null, "s");
        _figures.Exactly("jobs running at once", (await RunningAsync(client).ConfigureAwait(false)).Count, _jobs);
        _figures.Exactly("keepers alive at once", _world.Keepers().Count, _jobs);
    }

    private static async Task<List<string>> RunningAsync(AgentExecClient client) =>
        [.. (await client.ListAsync(new ListOptions { State = JobStatus.Running }).ConfigureAwait(false)).Jobs.Select(job => job.JobId)];

    // Milliseconds.
    private async Task<double> CallsAsync(params string[] words)
    {
        var times = new List<double>();
        for (var i = 0; i < Calls; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var (code, _, _) = await _world.CallAsync(_world.Cli, words).ConfigureAwait(false);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (code != 0) _figures.Wrong($"{string.Join(' ', words)} ended with {code}");
        }

        return Figures.Median(times);
    }

    private void MeasureMemory()
    {
        var host = _world.Hosts().Single();
        _figures.Limit("host resident", ProcessFigures.Resident(host), 150, "MB");
        _figures.Limit("host proportional", ProcessFigures.Proportional(host), null, "MB");
        _figures.Limit("host descriptors", ProcessFigures.Descriptors(host), null, "");
        _figures.Limit("host threads", ProcessFigures.Threads(host), null, "");
        var keepers = _world.Keepers();
        List<double> shares = [.. keepers.Select(ProcessFigures.Proportional)];
        _figures.Limit("keeper proportional, median", Figures.Median(shares), 2, "MB");
        _figures.Limit("keeper proportional, largest", shares.Max(), 2, "MB");
        _figures.Limit("keeper resident, median", Figures.Median(keepers.Select(ProcessFigures.Resident)), null, "MB");
    }

    private async Task KillAsync(string how, Func<List<string>, Task> kill)
    {
        await using var client = _world.NewClient();
        var ids = await RunningAsync(client).ConfigureAwait(false);
        var began = Stopwatch.GetTimestamp();
        await kill(ids).ConfigureAwait(false);
        _figures.Limit($"kill of {ids.Count} {how}: all asked", Stopwatch.GetElapsedTime(began).TotalSeconds, null, "s");
        await Parallel.ForEachAsync(
            ids, Bound, async (id, cancel) => await client.WaitAsync(id, Patience.Limit, cancel).ConfigureAwait(false)).ConfigureAwait(false);
        _figures.Limit($"kill of {ids.Count} {how}: all ended and recorded", Stopwatch.GetElapsedTime(began).TotalSeconds, how.StartsWith("through", StringComparison.Ordinal) ? 15 : null, "s");
        var killed = 0;
        foreach (var id in ids)
            if (await client.StatusAsync(id).ConfigureAwait(false) is { State: JobStatus.Killed, Signal: "15", Reason: EndReason.Killed })
                killed++;
        _figures.Exactly($"  of them recorded as killed by TERM", killed, _jobs);
    }

    private async Task KillByShellAsync(List<string> ids)
    {
        var list = Path.Combine(_world.Path, "ids");
        await File.WriteAllLinesAsync(list, ids).ConfigureAwait(false);
        var (code, _, _) = await _world.CallAsync("xargs", "-a", list, "-P", "4", "-n", "1", _world.Cli, "kill").ConfigureAwait(false);
        if (code != 0) _figures.Wrong($"xargs ended with {code}");
    }
}
