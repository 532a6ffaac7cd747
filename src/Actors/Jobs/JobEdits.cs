using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Jobs;

/// <summary>What <c>tag set</c> and <c>notify set</c> make of a job's description (contract A18, A19): rewrites only, nothing is run.</summary>
public static class JobEdits
{
    /// <summary>The description as it is to be written.</summary>
    /// <exception cref="AgentExecException">The result would not make sense; nothing is to be changed.</exception>
    public static JobMeta Apply(JobMeta meta, JobRequest request) => request switch
    {
        TagSetRequest tags => meta with { Tags = [.. Check(tags.Tags).Distinct()] },
        NotifySetRequest notify => meta with { Notification = Overlay(meta.Notification ?? new NotificationSettings(), notify) },
        _ => throw new ArgumentException($"{request.GetType().Name} edits nothing"),
    };

    /// <summary>A description of ours that another program has rewritten: it sets tags and notifications, and may lack the fields it does not know.</summary>
    public static JobMeta Merge(JobMeta mine, JobMeta theirs) => mine with
    {
        Tags = theirs.Tags,
        Notification = theirs.Notification is { } settings
            ? settings with { NotifyTimeoutMs = settings.NotifyTimeoutMs ?? mine.Notification?.NotifyTimeoutMs }
            : null,
    };

    /// <summary>What the asker is shown of it.</summary>
    public static DescriptionReply Describe(JobMeta meta, JobRequest request) => new(
        meta.Tags, meta.Notification is { } settings ? NotificationMask.Apply(settings, meta.Mask ?? []) : null)
    {
        RequestId = request.RequestId,
    };

    private static NotificationSettings? Overlay(NotificationSettings settings, NotifySetRequest request)
    {
        var next = settings with
        {
            NotifyCommand = request.Command ?? settings.NotifyCommand,
            NotifyTimeoutMs = request.NotifyTimeoutMs ?? settings.NotifyTimeoutMs,
            OnOutputMatch = Overlay(settings.OnOutputMatch, request),
        };
        return next.IsEmpty ? null : next;
    }

    private static OutputMatchRule? Overlay(OutputMatchRule? rule, NotifySetRequest request)
    {
        var pattern = request.OutputPattern ?? rule?.Pattern ?? "";
        if (pattern.Length == 0) return null;
        var next = (rule ?? new OutputMatchRule { Pattern = pattern }) with { Pattern = pattern };
        next = next with
        {
            MatchType = request.OutputMatchType ?? next.MatchType,
            Stream = request.OutputStream ?? next.Stream,
            Command = request.OutputCommand ?? next.Command,
            File = request.OutputFile ?? next.File,
        };
        // Refused when it is set rather than never matching (B15).
        if (OutputMatcher.Complaint(next) is { } complaint)
            throw new AgentExecException(new ErrorDetail(ErrorCode.InvalidPattern, $"invalid pattern '{pattern}': {complaint}", false));
        return next;
    }

    private static IReadOnlyList<string> Check(IReadOnlyList<string> tags)
    {
        foreach (var tag in tags)
            if (!Tag.IsValid(tag))
                throw new AgentExecException(ErrorDetail.InvalidTag(tag));
        return tags;
    }
}
