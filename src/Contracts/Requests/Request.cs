using System.Text.Json.Serialization;

namespace AgentExec.Contracts.Requests;

/// <summary>A question to the host. It names its protocol, itself and how long its asker will listen.</summary>
public abstract record Request
{
    /// <summary>
    /// Both ends of one conversation must speak the same one; raised when a meaning changes, not when a field is added. 2: a host that did not know
    /// <see cref="RunRequest.RequestKey"/> would start a second job without a word. 3: one that did not know <see cref="RunRequest.Stdin"/> would run a command without its
    /// input, and drop the questions of the tools, so that their askers would take it for hanging.
    /// </summary>
    public const int CurrentProtocol = 3;

    public int Protocol { get; init; } = CurrentProtocol;

    /// <summary>Random, unique among all askers; the reply repeats it.</summary>
    // The generated reader sets what a message lacks to null, over any initializer.
    public string RequestId { get; init => field = value ?? ""; } = Guid.NewGuid().ToString("N");

    /// <summary>
    /// When the asker stops listening, in milliseconds since boot (both ends are on one machine); 0 is never. What is still waiting then is dropped,
    /// so that nothing happens after its asker was told that it failed.
    /// </summary>
    public long DeadlineSinceBootMs { get; init; }

    public bool IsOver(TimeSpan sinceBoot) => DeadlineSinceBootMs > 0 && sinceBoot.TotalMilliseconds > DeadlineSinceBootMs;
}

/// <summary>A question about one job.</summary>
public abstract record JobRequest : Request
{
    /// <summary>Exact id: prefixes are resolved by the client, from disk.</summary>
    public required string JobId { get; init; }
}

/// <summary>What is the job's state, checked for truth?</summary>
public sealed record StatusRequest : JobRequest;

/// <summary>Answer when the job has ended, or with <c>running</c> after the time (milliseconds, 0 to <see cref="LongestWaitMs"/>).</summary>
public sealed record WaitRequest : JobRequest
{
    /// <summary>A longer wait is asked for again in pieces, so that a dead or hung host is noticed.</summary>
    public const int LongestWaitMs = 30_000;

    public required int TimeoutMs { get; init; }
}

/// <summary>Send a signal to the job's process group; answer when the job has ended or after <see cref="WaitMs"/>.</summary>
public sealed record KillRequest : JobRequest
{
    /// <summary>1 to 31.</summary>
    public required int Signal { get; init; }

    /// <summary>To every descendant of the job, also those that left the process group.</summary>
    public bool Tree { get; init; }

    public required int WaitMs { get; init; }
}

/// <summary>Who is there, and how many jobs run?</summary>
public sealed record HostStatusRequest : Request;

/// <summary>End the host; running jobs stay with their keepers.</summary>
public sealed record HostStopRequest : Request;
