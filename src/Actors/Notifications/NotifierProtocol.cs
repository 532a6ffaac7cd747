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

    /// <summary>
    /// A newer state could not be written: this is the last one on disk, and why. Who asks is told both, and who waits when its patience is over.
    /// </summary>
    public sealed record NotRecorded(JobState OnDisk, string Error);

    /// <summary>To the job: this watch is answered.</summary>
    public sealed record Answered(string RequestId);

    /// <summary>This description is on disk; null when there is none that can be read.</summary>
    public sealed record Describe(JobMeta? Meta);

    /// <summary>The job has written.</summary>
    public sealed record OutputGrew;

    /// <summary>The job will write no more.</summary>
    public sealed record OutputEnded;

    /// <summary>To the job: its end and its matches are told, or nobody wanted to know.</summary>
    public sealed record AllDelivered;
}
