using System.Diagnostics;

namespace AgentExec.Load.Day;

/// <summary>
/// Mixed calls at a steady rate for as long as a day, each a process of its own as agents call. What the host costs at the end is compared with
/// what it cost when it was warm: it runs all day on people's machines, and nothing of it may grow.
/// </summary>
internal static class DayRun
{
    private const int AtOnce = 64;
    private const double MostGrownMb = 3, MostIdlePercent = 0.5;
    private const int MostGrownDescriptors = 5, MostGrownThreads = 4;

    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(15), Settle = TimeSpan.FromSeconds(10);

    public static async Task<bool> RunAsync(DayOptions options, TextWriter output)
    {
        ThreadPool.SetMinThreads(2 * AtOnce, AtOnce);
        var figures = new Figures(output);
        figures.Note($"day: {options.Rate} calls a second for {options.Minutes} minutes");
        using var world = new LoadWorld(options.Programs);
        var calls = new DayCalls(world);
        var failed = 0;
        var number = await CallAsync(0, TimeSpan.FromMinutes(options.WarmUpMinutes)).ConfigureAwait(false);
        var warm = await SampleAsync("warm").ConfigureAwait(false);
        number = await CallAsync(number, TimeSpan.FromMinutes(options.Minutes - options.WarmUpMinutes)).ConfigureAwait(false);
        var last = await SampleAsync("last").ConfigureAwait(false);
        figures.Limit("calls", number, null, "");
        figures.Exactly("calls that failed", failed, 0);
        figures.Exactly("host process is still the same", last.Pid, warm.Pid);
        figures.Limit("anonymous memory, grown since it was warm", last.AnonymousMb - warm.AnonymousMb, MostGrownMb, "MB");
        figures.Limit("descriptors, grown", last.Descriptors - warm.Descriptors, MostGrownDescriptors, "");
        figures.Limit("threads, grown", last.Threads - warm.Threads, MostGrownThreads, "");
        figures.Limit("idle", last.IdlePercent, MostIdlePercent, "%");
        await world.CallAsync(world.Cli, "host", "stop").ConfigureAwait(false);
        figures.Exactly("processes left", world.LeftProcesses().Count, 0);
        world.Keep = !figures.AllGood;
        if (world.Keep) figures.Note($"kept for a look: {world.Path}");
        return figures.AllGood;

        async Task<HostSample> SampleAsync(string name)
        {
            await Task.Delay(Settle).ConfigureAwait(false);
            var sample = await HostSample.TakeAsync(world.Hosts().Single(), Watch).ConfigureAwait(false);
            figures.Note($"{name}: {sample}");
            return sample;
        }

        // Evenly spread; a call that must wait for its turn is made late, none is left out. Answers the number of the next one.
        async Task<int> CallAsync(int first, TimeSpan duration)
        {
            using var turn = new SemaphoreSlim(AtOnce);
            var (began, running) = (Stopwatch.GetTimestamp(), new List<Task>());
            var count = (int)(duration.TotalSeconds * options.Rate);
            for (var i = 0; i < count; i++)
            {
                var early = (TimeSpan.FromSeconds(1) * i / options.Rate) - Stopwatch.GetElapsedTime(began);
                if (early > TimeSpan.Zero) await Task.Delay(early).ConfigureAwait(false);
                await turn.WaitAsync().ConfigureAwait(false);
                running.RemoveAll(call => call.IsCompletedSuccessfully);
                running.Add(MakeAsync(turn, first + i));
            }

            await Task.WhenAll(running).ConfigureAwait(false);
            return first + count;
        }

        async Task MakeAsync(SemaphoreSlim turn, int which)
        {
            try
            {
                if (await calls.MakeAsync(which).ConfigureAwait(false) is not { } wrong) return;
                if (Interlocked.Increment(ref failed) <= 20) figures.Wrong(wrong);
            }
            finally
            {
                turn.Release();
            }
        }
    }
}
