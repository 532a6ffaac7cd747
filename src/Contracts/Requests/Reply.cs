using System.Text.Json.Serialization;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Requests;

/// <summary>An answer of the host; what it says is on disk already.</summary>
public abstract record Reply
{
    /// <summary>The question it answers.</summary>
    public string RequestId { get; init => field = value ?? ""; } = "";
}

/// <summary>A job as its directory has it; <see cref="Unrecorded"/> says why a newer state could not be written there yet, null when it is the newest.</summary>
public sealed record JobReply(JobState State, string? Unrecorded = null) : Reply;

/// <summary>
/// A page of <c>list</c>; <see cref="Next"/> is null on the last one. Null is not written, and a parameter without a default must be there to be read.
/// </summary>
public sealed record ListReply([property: JsonConverter(typeof(JobSummaryRows))] IReadOnlyList<JobSummary> Jobs, int Skipped, ListCursor? Next = null) : Reply;

/// <summary>What became of some directories, with the sums over these; <see cref="Next"/> is null when all are through.</summary>
public sealed record GcReply(
    [property: JsonConverter(typeof(GcJobRows))] IReadOnlyList<GcJob> Jobs, int Deleted, int Skipped, long FreedBytes, GcCursor? Next = null) : Reply;

/// <summary>What a job's description says now, masked for showing; nobody is notified when <see cref="Notification"/> is null.</summary>
public sealed record DescriptionReply(IReadOnlyList<string> Tags, NotificationSettings? Notification = null) : Reply;

/// <summary>The host about itself; <see cref="RefusedMessages"/> counts what it would not read from the wire.</summary>
public sealed record HostStatusReply(
    int Pid, int Port, string StartedAt, string Version, int ProtocolVersion, int RunningJobs, long RefusedMessages, RetentionStatus? Retention = null) : Reply;

/// <summary>The host ends now.</summary>
public sealed record HostStopReply(int Pid, int RunningJobs) : Reply;

/// <summary>What became of a tool call, failures included.</summary>
public sealed record ToolReply(ToolResult Result) : Reply;

/// <summary>The poll is answered no more; <see cref="GivenBack"/> when its answer had left already, and was taken back.</summary>
public sealed record PollAbandonReply(bool GivenBack) : Reply;

/// <summary>
/// Entries of the inbox, oldest first, none of them acknowledged. <see cref="Cursor"/> is the place behind the last one, or where the asker was; <see cref="More"/>
/// says that there are further ones.
/// </summary>
public sealed record EventsReply(IReadOnlyList<SessionEvent> Events, string Cursor, bool More) : Reply;

/// <summary>The request failed in an expected way; nothing was changed.</summary>
public sealed record ErrorReply(ErrorDetail Error) : Reply;
