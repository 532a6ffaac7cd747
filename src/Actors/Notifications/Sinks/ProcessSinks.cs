namespace AgentExec.Actors.Notifications.Sinks;

/// <summary>
/// Sinks as they are outside of tests. Each call blocks a thread of its own, and only so many at a time: the end of a thousand jobs in one second must
/// not start a thousand commands. Files have places of their own, which a file system that hangs cannot take from commands.
/// </summary>
/// <param name="atOnce">How many commands, and how many files.</param>
/// <param name="root">The jobs root, into whose own files no event is written; null for none.</param>
public sealed class ProcessSinks(int atOnce, string? root = null) : ISinks
{
    // A wait of the runtime has a limit of its own; nobody waits a day for one line.
    private static readonly TimeSpan LongestFile = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _commands = new(atOnce), _files = new(atOnce);

    /// <summary>Keeps to the limit by killing the command.</summary>
    public Task<SinkOutcome> RunAsync(SinkCall call, string command) => InTurnAsync(_commands, () => CommandSink.Run(call, command), Timeout.InfiniteTimeSpan);

    /// <summary>Keeps to the limit by not waiting any longer: a write that hangs in the kernel cannot be ended, and keeps its place.</summary>
    public Task<SinkOutcome> AppendAsync(SinkCall call, string file) =>
        InTurnAsync(_files, () => FileSink.Append(call, file, root), call.Limit < LongestFile ? call.Limit : LongestFile);

    private static async Task<SinkOutcome> InTurnAsync(SemaphoreSlim places, Func<SinkOutcome> tell, TimeSpan limit)
    {
        await places.WaitAsync().ConfigureAwait(false);
        var telling = Task.Factory.StartNew(() => InPlace(places, tell), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await telling.WaitAsync(limit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new SinkOutcome($"timed out after {(long)limit.TotalMilliseconds} ms");
        }
    }

    private static SinkOutcome InPlace(SemaphoreSlim places, Func<SinkOutcome> tell)
    {
        try
        {
            return tell();
        }
        catch (Exception error)
        {
            // Whatever it was, it is the outcome of this call and no fault of the one who asked for it.
            return new SinkOutcome($"{error.GetType().Name}: {error.Message}");
        }
        finally
        {
            places.Release();
        }
    }
}
