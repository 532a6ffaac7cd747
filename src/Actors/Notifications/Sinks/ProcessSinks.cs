namespace AgentExec.Actors.Notifications.Sinks;

/// <summary>
/// Sinks as they are outside of tests. Each call blocks a thread of its own, and only so many at a time: the end of a thousand jobs in one second must
/// not start a thousand commands.
/// </summary>
public sealed class ProcessSinks(int atOnce) : ISinks
{
    private readonly SemaphoreSlim _places = new(atOnce);

    public Task<SinkOutcome> RunAsync(SinkCall call, string command) => InTurnAsync(() => CommandSink.Run(call, command));

    public Task<SinkOutcome> AppendAsync(SinkCall call, string file) => InTurnAsync(() => FileSink.Append(call, file));

    private async Task<SinkOutcome> InTurnAsync(Func<SinkOutcome> tell)
    {
        await _places.WaitAsync().ConfigureAwait(false);
        try
        {
            return await Task.Factory.StartNew(tell, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // Whatever it was, it is the outcome of this call and no fault of the one who asked for it.
            return new SinkOutcome($"{error.GetType().Name}: {error.Message}");
        }
        finally
        {
            _places.Release();
        }
    }
}
