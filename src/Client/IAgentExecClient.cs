using AgentExec.Client.Tools;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client;

/// <summary>
/// The job verbs over one jobs root. Every method throws <see cref="AgentExecException"/> for an expected failure; nothing was changed then.
/// What breaks a rule is <c>invalid_request</c>, which names the field; no host is started for it.
/// What concerns only finished jobs is answered from disk; anything else reaches the root's host, which is started when absent.
/// </summary>
public interface IAgentExecClient : IAsyncDisposable, IDisposable
{
    // Owners that dispose synchronously, as a container in a 'using' does, refuse what can only be disposed asynchronously.
    void IDisposable.Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The jobs root as resolved.</summary>
    string Root { get; }

    /// <summary>Starts a job and watches it as long as the options say (contract A9).</summary>
    /// <exception cref="JobLeftException">Cancelled after the request had left: the job may run, and goes on; the exception has its id.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before: nothing was started.</exception>
    Task<RunResponse> RunAsync(RunOptions options, CancellationToken cancellation = default);

    /// <summary>The job's state, checked for truth (A12, B8).</summary>
    Task<StatusResponse> StatusAsync(string job, CancellationToken cancellation = default);

    /// <summary>The ends of both streams, from disk (A13).</summary>
    Task<TailResponse> TailAsync(string job, TailOptions options, CancellationToken cancellation = default);

    /// <summary>Returns when the job has ended, or with <c>running</c> after <paramref name="timeout"/>; null waits for ever, a negative one is refused (A14).</summary>
    Task<WaitResponse> WaitAsync(string job, TimeSpan? timeout, CancellationToken cancellation = default);

    /// <summary>Returns when all of some jobs, or any of them, have ended, written a line, fallen silent or seen a port listened on; or after the time.</summary>
    Task<WaitForResponse> WaitForAsync(WaitForOptions options, CancellationToken cancellation = default);

    /// <summary>Signals the job's process group and waits at most <paramref name="wait"/> for its end (A15, B5).</summary>
    /// <param name="job">Id or unambiguous prefix.</param>
    /// <param name="signal">1 to 31; any other is <c>invalid_request</c>, and nothing is sent.</param>
    /// <param name="wait">Zero answers at once; a negative one is refused.</param>
    /// <param name="tree">Also to descendants that left the process group.</param>
    /// <param name="cancellation">Gives up listening; the signal may have been sent.</param>
    Task<KillResponse> KillAsync(string job, int signal, TimeSpan wait, bool tree = false, CancellationToken cancellation = default);

    /// <summary>Jobs of the root, newest first (A16).</summary>
    Task<ListResponse> ListAsync(ListOptions options, CancellationToken cancellation = default);

    /// <summary>Replaces the job's tags (A18); none clears them.</summary>
    Task<TagSetResponse> TagSetAsync(string job, IReadOnlyList<string> tags, CancellationToken cancellation = default);

    /// <summary>Changes who is told of the job's end and of lines in its output (A19).</summary>
    Task<NotifySetResponse> NotifySetAsync(string job, NotifyOptions options, CancellationToken cancellation = default);

    /// <summary>
    /// Removes finished jobs that ended long enough ago (A17, B12). A failure in the middle leaves the rest as it is; what is gone is gone, and asking
    /// again goes on.
    /// </summary>
    Task<GcResponse> GcAsync(GcOptions options, CancellationToken cancellation = default);

    /// <summary>
    /// Runs a command as a session: answers when it has ended, or went to the background. What cannot be run is an answer too, with <c>status</c> failed.
    /// </summary>
    /// <param name="options">The call.</param>
    /// <param name="caller">Whose it is, and what the user has set; null is nobody's, and the usual.</param>
    /// <param name="cancellation">Gives up: a command in the foreground is killed, one that went to the background goes on.</param>
    Task<ToolResponse> ExecAsync(ExecOptions options, ToolOptions? caller = null, CancellationToken cancellation = default);

    /// <summary>One action on sessions. What cannot be done is an answer too, with <c>status</c> failed.</summary>
    /// <param name="call">The action.</param>
    /// <param name="caller">Whose it is, and what the user has set; null is nobody's, and the usual.</param>
    /// <param name="cancellation">Gives up: a poll takes nothing then, what was on its way goes to the next one.</param>
    Task<ToolResponse> ProcessAsync(ProcessCall call, ToolOptions? caller = null, CancellationToken cancellation = default);

    /// <summary>One call of either tool, as a model writes it: JSON in UTF-8.</summary>
    Task<ToolResponse> ToolAsync(ReadOnlyMemory<byte> json, ToolOptions? caller = null, CancellationToken cancellation = default);

    /// <summary>The ends of sessions in the inbox of a scope.</summary>
    Task<EventsResponse> EventsAsync(EventsOptions options, CancellationToken cancellation = default);

    /// <summary>The same one by one as they come, until it is cancelled: those that are there first. Nothing is acknowledged.</summary>
    /// <param name="scope">Whose; null is everybody's.</param>
    /// <param name="after">Only what came behind this place; null for all that is not acknowledged.</param>
    /// <param name="cancellation">Ends it.</param>
    IAsyncEnumerable<SessionEvent> FollowEventsAsync(string? scope, string? after = null, CancellationToken cancellation = default);

    /// <summary>The host as it is; never starts one.</summary>
    Task<HostStatusResponse> HostStatusAsync(CancellationToken cancellation = default);

    /// <summary>Starts the host when absent.</summary>
    Task<HostStatusResponse> HostStartAsync(CancellationToken cancellation = default);

    /// <summary>Ends the host; running jobs stay with their keepers.</summary>
    Task<HostStopResponse> HostStopAsync(CancellationToken cancellation = default);

    /// <summary>Ends the host also when it does not answer: SIGTERM, after two seconds SIGKILL. Running jobs stay with their keepers.</summary>
    Task<HostStopResponse> HostForceStopAsync(CancellationToken cancellation = default);

    /// <summary>What this machine, this root and this installation can do; changes nothing and never starts a host.</summary>
    Task<DoctorResponse> DoctorAsync(CancellationToken cancellation = default);

    /// <summary>The last lines of the host's log.</summary>
    Task<HostLogsResponse> HostLogsAsync(int lines, CancellationToken cancellation = default);
}
