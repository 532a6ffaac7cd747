using System.Diagnostics;

namespace AgentExec.EndToEnd.Tests.Support;

/// <summary>A call that has not been answered yet. One that is never answered is killed and fails the test.</summary>
internal sealed class RunningCli : IDisposable
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Process _process;
    private readonly Task<string> _stdout;
    private readonly Task<string> _stderr;

    public RunningCli(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _stdout = Task.Factory.StartNew(_process.StandardOutput.ReadToEnd, TaskCreationOptions.LongRunning);
        _stderr = Task.Factory.StartNew(_process.StandardError.ReadToEnd, TaskCreationOptions.LongRunning);
    }

    public int Pid => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>Waits for the end of the process and of both its streams.</summary>
    /// <param name="most">How long; the usual patience when not given.</param>
    public CliRun Finish(TimeSpan? most = null)
    {
        var limit = most ?? Patience.Limit;
        // Both streams end with the process: nothing that it started may hold them.
        if (!Task.WaitAll([_stdout, _stderr], limit) || !_process.WaitForExit(limit))
            throw new TimeoutException($"no answer within {limit}: {_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)}");
        return new CliRun(_process.ExitCode, _stdout.Result, _stderr.Result, Stopwatch.GetElapsedTime(_began));
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: false);
        _process.Dispose();
    }
}
