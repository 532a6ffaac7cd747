using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Skills;
using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Schema;

/// <summary>What <c>agent-exec.schema.json</c> describes. A new answer or file is one line here; what these types hold is found by itself.</summary>
internal static class SchemaTable
{
    /// <summary>When the shapes changed last; to be moved forward by whoever changes them.</summary>
    public const string ChangedAt = "2026-11-26T12:00:00Z";

    /// <summary>Every answer on stdout. The names of <c>type</c> are said only where one type serves several verbs.</summary>
    public static readonly AnswerRow[] Answers =
    [
        new(typeof(RunResponse)),
        new(typeof(StatusResponse)),
        new(typeof(TailResponse)),
        new(typeof(WaitResponse)),
        new(typeof(WaitForResponse)),
        new(typeof(KillResponse)),
        new(typeof(ListResponse)),
        new(typeof(GcResponse)),
        new(typeof(TagSetResponse)),
        new(typeof(NotifySetResponse)),
        new(typeof(SchemaResponse)),
        new(typeof(InstallSkillsResponse)),
        new(typeof(HostStatusResponse), "host_status", "host_start"),
        new(typeof(HostStopResponse)),
        new(typeof(HostLogsResponse)),
        new(typeof(DoctorResponse)),
        new(typeof(ToolResponse)),
        new(typeof(EventsResponse)),
        new(typeof(ErrorResponse)),
    ];

    /// <summary>Every JSON file of a job directory, the one that tells where the host is, and the one that says which skills are installed.</summary>
    public static readonly FileRow[] Files =
    [
        new(JobFiles.Meta, typeof(JobMeta)),
        new(JobFiles.State, typeof(JobState)),
        new(JobFiles.Exit, typeof(ExitRecord), WritesNull: true),
        new(JobFiles.Output, typeof(OutputRecord)),
        new(JobFiles.CompletionEvent, typeof(CompletionEvent)),
        new(JobFiles.NotificationEvents, typeof(OutputMatchEvent)),
        new(JobFiles.Caller, typeof(CallerRecord)),
        new(JobFiles.MatchCursor, typeof(MatchCursor)),
        new(JobFiles.Session, typeof(SessionRecord)),
        new(".agents/.skill-lock.json", typeof(SkillLock)),
        new($"{JobName.HostDirectory}/{HostFiles.Endpoint}", typeof(HostEndpoint)),
        new($"{JobName.HostDirectory}/{HostFiles.Retention}", typeof(RetentionRecord)),
    ];
}

/// <summary>An answer and the names its <c>type</c> can have; none are given when the type knows its one name.</summary>
internal sealed record AnswerRow(Type Type, params string[] Kinds);

/// <summary>A file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its shape.</param>
/// <param name="WritesNull">True when it is written by hand with every key, null where there is no value, but for those that say they are left out.</param>
internal sealed record FileRow(string Name, Type Type, bool WritesNull = false);
