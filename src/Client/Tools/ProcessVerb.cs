using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary><c>process</c>: one action on sessions (exec-process §3).</summary>
internal sealed class ProcessVerb(string root, HostSession host)
{
    public const string SwitchedOff =
        "process is switched off: [exec] allow_background is false in config.toml, so exec answers at the end and there are no sessions to manage";

    // From TERM to KILL three seconds, and as long again until the end is seen.
    private const int KillMs = 6000;

    public async Task<ToolResponse> ProcessAsync(ProcessCall call, ToolOptions caller, CancellationToken cancellation)
    {
        var warnings = new List<string>(caller.Settings.Warnings);
        var result = await AnswerAsync(call, caller, warnings, cancellation).ConfigureAwait(false);
        return ToolAnswer.OfProcess(result.Warned(warnings), call.Action);
    }

    private async Task<ToolResult> AnswerAsync(ProcessCall call, ToolOptions caller, List<string> warnings, CancellationToken cancellation)
    {
        if (!caller.Settings.AllowBackground) return ToolFailure.Of(SwitchedOff);
        if (ScopeRule.Refusal(caller.Scope) is { } scope) return ToolFailure.Of(scope);
        if (ProcessCallRule.Refusal(call) is { } refusal) return ToolFailure.Of(refusal);
        // Only what runs a command makes a root: a missing one has no sessions.
        if (!RootCheck.Exists(root)) return InNoRoot(call);
        int? maxChars = caller.Settings.MaxOutputChars is { } chars ? SessionBounds.OutputChars(chars, warnings) : null;
        var request = new ProcessRequest { Scope = caller.Scope, Call = call, MaxOutputChars = maxChars };
        // Nothing was asked yet that would have to be taken back.
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return (await host.AskAsync<ToolReply>(request, DueIn(call), cancellation).ConfigureAwait(false)).Result;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && call.Action == ProcessAction.Poll)
        {
            await AbandonAsync(request).ConfigureAwait(false);
            throw;
        }
    }

    // Returns when it is done, so that the caller's next poll is given what this one would have been. Whoever gave up is not told of failures: a host that cannot be
    // reached sees the connection end.
    private async Task AbandonAsync(ProcessRequest poll)
    {
        var abandon = new PollAbandonRequest { Scope = poll.Scope, SessionId = poll.Call.SessionId!, PollId = poll.RequestId };
        try
        {
            // The host may have died with the answer on its way: the next one knows what it took out of the shared cursor.
            if (poll.Call.Cursor is null) await host.AskAsync<Reply>(abandon, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            else await host.AskRunningAsync<Reply>(abandon, CancellationToken.None).ConfigureAwait(false);
        }
        catch (AgentExecException)
        {
            // As said above.
        }
    }

    private static ToolResult InNoRoot(ProcessCall call) => call.Action == ProcessAction.List
        ? new SessionList { Status = ToolStatus.Completed, Sessions = [] }
        : ToolFailure.Of(ProcessCallRule.UnknownSession(call.SessionId!));

    /// <summary>How long the host itself may take for it.</summary>
    internal static TimeSpan DueIn(ProcessCall call) => TimeSpan.FromMilliseconds(call.Action switch
    {
        ProcessAction.Poll => Math.Clamp(call.TimeoutMs ?? 0, 0, SessionRules.LongestPollMs),
        ProcessAction.Kill or ProcessAction.Remove => KillMs,
        ProcessAction.Write or ProcessAction.SendKeys or ProcessAction.Submit or ProcessAction.Paste => SessionRules.InputLimitMs,
        _ => 0,
    });
}
