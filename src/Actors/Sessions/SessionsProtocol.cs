using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.Actor;

namespace AgentExec.Actors.Sessions;

/// <summary>What the sessions of a host and their parent say to each other.</summary>
public static class SessionsProtocol
{
    /// <summary>To the parent: a readable name for this job, which goes to the background.</summary>
    public sealed record ClaimName(string JobId);

    /// <summary>In answer: it is the job's, on disk.</summary>
    public sealed record NameClaimed(string Slug);

    /// <summary>In answer: none could be written down.</summary>
    public sealed record NameRefused(string Error);

    /// <summary>To the parent: the session is in the background, on disk.</summary>
    public sealed record Backgrounded(string JobId, SessionRecord Record);

    /// <summary>In answer: it is listed.</summary>
    public sealed record Listed;

    /// <summary>To the parent: what this job came to is known, so far as it had ended before.</summary>
    public sealed record Looked(string JobId);

    /// <summary>To the parent: the session is off the list.</summary>
    public sealed record Closed(string JobId);

    /// <summary>To all, and to each exec in the foreground: the connection to this address has ended.</summary>
    public sealed record CallerGone(Address Caller);

    /// <summary>To an exec found after a restart: its caller asks again soon, or is gone.</summary>
    public sealed record AwaitCaller;

    /// <summary>To a session: your row of the list, for the sender; null when there is none any more.</summary>
    public sealed record Describe;

    /// <summary>In answer.</summary>
    public sealed record Described(ListedRow? Row);

    /// <summary>To a session: this was asked of you, by one who may.</summary>
    public sealed record Asked(ProcessRequest Request);

    /// <summary>What is known of a session.</summary>
    /// <param name="JobId">Its job.</param>
    /// <param name="Record">As on disk.</param>
    /// <param name="State">As on disk; null before the first.</param>
    /// <param name="Cwd">Where it runs.</param>
    public sealed record Known(string JobId, SessionRecord Record, JobState? State, string Cwd)
    {
        public bool HasEnded => State is { IsTerminal: true };

        /// <summary>Whether nothing more will be written.</summary>
        public bool IsComplete => State is { IsOver: true };
    }
}
