using System.Runtime.CompilerServices;
using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Client.Verbs;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary><c>events</c>: the inbox of a scope, pushed by the host; request follows request (exec-process §4).</summary>
internal sealed class EventsVerb(string root, HostSession host, TimeProvider time)
{
    public async Task<EventsResponse> EventsAsync(EventsOptions options, CancellationToken cancellation)
    {
        if (ScopeRule.Refusal(options.Scope) is { } refusal) throw new AgentExecException(ErrorDetail.Internal(refusal));
        OptionRule.CheckWait("wait_ms", options.Wait);
        if (!RootCheck.Exists(root) && options.Wait == TimeSpan.Zero) return new EventsResponse { Events = [], Cursor = options.After ?? "0", More = false };
        var began = time.GetTimestamp();
        var acknowledge = options.Acknowledge;
        while (true)
        {
            var left = options.Wait is { } whole ? whole - time.GetElapsedTime(began) : TimeSpan.MaxValue;
            var piece = host.PieceOf(left);
            var request = new EventsRequest { Scope = options.Scope, WaitMs = piece, After = options.After, Acknowledge = acknowledge };
            var reply = await host.AskAsync<EventsReply>(request, TimeSpan.FromMilliseconds(piece), cancellation).ConfigureAwait(false);
            if (reply.Events.Count > 0 || left.TotalMilliseconds <= piece)
                return new EventsResponse { Events = reply.Events, Cursor = reply.Cursor, More = reply.More };
            acknowledge = null;
        }
    }

    /// <summary>Every event behind the place, as it comes, until it is cancelled; takes nothing out of the inbox.</summary>
    public async IAsyncEnumerable<SessionEvent> FollowAsync(string? scope, string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var page = await EventsAsync(new EventsOptions { Scope = scope, After = after, Wait = null }, cancellation).ConfigureAwait(false);
            foreach (var one in page.Events) yield return one;
            after = page.Cursor;
        }
    }
}
