using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Responses;

namespace AgentExec.Client.Verbs;

/// <summary>Waiting for several jobs, or for something else than an end: pushed by the host; request follows request.</summary>
internal sealed class WaitForVerb(string root, HostSession host, KnownEnd ends, TimeProvider time)
{
    public async Task<WaitForResponse> WaitAsync(WaitForOptions options, CancellationToken cancellation)
    {
        OptionRule.CheckWait("timeout_ms", options.Timeout);
        OptionRule.CheckWait("until_silent_ms", options.UntilSilent);
        string[] ids = [.. options.Jobs.Select(job => JobFinder.Find(root, job)).Distinct()];
        // A state that nobody knows is an error at once, not something to wait for (A14).
        var known = ids.ToDictionary(id => id, id => new WaitOutcome(ends.Read(id) ?? JobState.Unidentified(id)));
        if (options.UntilOutput is null && known.Values.All(job => job.State.IsTerminal))
            return Answer(ids, known.ToDictionary(job => job.Key, job => job.Value with { Met = MetBy.Ended }), met: true);
        var began = time.GetTimestamp();
        while (true)
        {
            var left = options.Timeout is { } whole ? whole - time.GetElapsedTime(began) : TimeSpan.MaxValue;
            var piece = host.PieceOf(left);
            // A job that is through stays so: what became of it was told by an earlier piece.
            string[] open = [.. ids.Where(id => known[id].Met is null)];
            var reply = await host.AskAsync<WaitForReply>(Ask(options, open, known, piece), TimeSpan.FromMilliseconds(piece), cancellation).ConfigureAwait(false);
            foreach (var (id, outcome) in open.Zip(reply.Jobs)) known[id] = outcome;
            // What the disk refuses, it may refuse for ever: nobody waits for ever for that.
            var isLong = time.GetElapsedTime(began).TotalMilliseconds >= WaitRequest.LongestWaitMs;
            if (isLong && options.Timeout is null && reply.Jobs.Any(job => job.Unrecorded is not null)) return Answer(ids, known, reply.Met);
            if (reply.Met || left.TotalMilliseconds <= piece) return Answer(ids, known, reply.Met);
        }
    }

    private static WaitForRequest Ask(WaitForOptions options, string[] open, Dictionary<string, WaitOutcome> known, int piece) => new()
    {
        Jobs = [.. open.Select(id => new WaitTarget(id, known[id].Searched))],
        Any = options.Any,
        UntilOutput = options.UntilOutput,
        UntilSilentMs = options.UntilSilent is { } silence ? OptionRule.Milliseconds(silence) : null,
        UntilPort = options.UntilPort,
        WaitMs = piece,
    };

    private static WaitForResponse Answer(string[] ids, Dictionary<string, WaitOutcome> known, bool met) => new()
    {
        Met = met, Jobs = [.. ids.Select(id => Answers.WaitedJob(id, known[id]))],
    };
}
