using AgentExec.Contracts.Jobs;
using Akka.Actor;

namespace AgentExec.Actors.Notifications;

/// <summary>How a job's askers are told of its durable states: pushed, never polled.</summary>
public static class NotifierProtocol
{
    /// <summary>What a watcher waits for.</summary>
    public enum Until
    {
        /// <summary>The first state on disk.</summary>
        Recorded,

        /// <summary>A terminal state on disk.</summary>
        Ended,
    }

    /// <summary>To the job: send me the state and every open watch, I have just (re)started.</summary>
    public sealed record Ready;

    /// <summary>Tell this asker when it is so, or what the state is when its patience is over.</summary>
    public sealed record Watch(string RequestId, IActorRef ReplyTo, Until Until, TimeSpan Patience);

    /// <summary>This state is on disk.</summary>
    public sealed record Publish(JobState State);

    /// <summary>To the job: this watch is answered.</summary>
    public sealed record Answered(string RequestId);
}
