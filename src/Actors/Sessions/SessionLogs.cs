using AgentExec.Actors.Sessions.Output;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>
/// The answers of <c>log</c> for one session, off its actor: the first counts all of the output, a later one what has come since and reads its lines. One after the
/// other, as they share the count.
/// </summary>
internal sealed class SessionLogs(string directory)
{
    private readonly CombinedOutput _output = new(directory);
    private Task _last = Task.CompletedTask;

    /// <summary>Fails with <see cref="IOException"/> when the output cannot be read. For one thread.</summary>
    public Task<SessionLog> Read(Known now, ProcessRequest request)
    {
        // Whatever became of the one before.
        var next = _last.ContinueWith(_ => SessionViews.Log(now, request, _output), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _last = next;
        return next;
    }
}
