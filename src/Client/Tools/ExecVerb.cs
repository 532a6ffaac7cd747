using AgentExec.Client.Hosts;
using AgentExec.Client.Verbs;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Client.Tools;

/// <summary><c>exec</c>: run in the foreground until it ends or goes to the background (exec-process §2).</summary>
internal sealed class ExecVerb(string root, HostSession host, TimeProvider time)
{
    /// <param name="options">The call.</param>
    /// <param name="caller">Whose it is.</param>
    /// <param name="cancellation">Gives up: what is in the foreground is killed, what is in the background by then goes on.</param>
    public async Task<ToolResponse> ExecAsync(ExecOptions options, ToolOptions caller, CancellationToken cancellation)
    {
        var cwd = options.Workdir is { } workdir && !workdir.Contains('\0') ? workdir : "";
        var (plan, refusal) = ExecPlanner.Make(
            options, caller, CanonicalPath.Of(cwd, CallerDirectory.Read), (caller.InheritedEnvironment ?? CallerEnvironment.OfThisProcess()).Span);
        if (plan is null) return ToolAnswer.OfExec(refusal!.Warned(caller.Settings.Warnings));
        var request = Request(plan);
        try
        {
            var reply = await host.AskAsync<ToolReply>(request, plan.DueIn, cancellation).ConfigureAwait(false);
            return ToolAnswer.OfExec(reply.Result.Warned([.. caller.Settings.Warnings, .. plan.Warnings]));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await AbandonAsync(request.JobId).ConfigureAwait(false);
            throw;
        }
    }

    private ExecRequest Request(ExecPlan plan)
    {
        var id = JobId.New(time);
        var self = Environment.ProcessId;
        return new ExecRequest
        {
            JobId = id.Value,
            Run = RunRequestBuilder.Build(plan.Run, root, id, 0) with { Session = plan.Session, Stdin = plan.Stdin, Terminal = plan.Terminal },
            CallerPid = self,
            CallerStartTicks = ProcessIdentity.Of(self)?.StartTicks ?? 0,
        };
    }

    // Whoever gave up is not told of failures: a host that cannot be reached sees the connection end, or has nothing in the foreground.
    private async Task AbandonAsync(string job)
    {
        try
        {
            await host.AskRunningAsync<Reply>(new ExecAbandonRequest { JobId = job }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (AgentExecException)
        {
            // As said above.
        }
    }
}
