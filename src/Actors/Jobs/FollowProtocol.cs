using AgentExec.Actors.Processes;
using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Jobs;

/// <summary>What actors of the host ask of a job beside clients: sent to the registry, which knows where it is. None of it travels.</summary>
public static class FollowProtocol
{
    /// <summary>
    /// Tell me every state of the job that is on disk, the present one at once, as <see cref="JobReply"/>, until it is said otherwise. The reply comes from the job's
    /// actor while it has one: a follower that watches it knows when to ask again. Said again it replaces what was said before.
    /// </summary>
    public sealed record Follow : JobRequest
    {
        public required Wants Wants { get; init; }

        /// <summary>Tell me also, with the state that is on disk, that a newer one could not be written there, and why; each time that was tried.</summary>
        public bool AlsoUnrecorded { get; init; }
    }

    /// <summary>What a follower hears of.</summary>
    public enum Wants
    {
        /// <summary>Nothing any more.</summary>
        Nothing,

        States,

        /// <summary>Also that the job has written, <see cref="Grew"/>.</summary>
        Output,
    }

    /// <summary>To a follower: the job has written since this was said last.</summary>
    public sealed record Grew(string JobId);

    /// <summary>
    /// Have the job's keeper do this; it answers the sender with <see cref="ProcessProtocol.InputTaken"/>, or there is a <see cref="JobReply"/> with the end of a job that has
    /// ended.
    /// </summary>
    public sealed record Feed : JobRequest
    {
        public required ProcessProtocol.IInput Input { get; init; }
    }
}
