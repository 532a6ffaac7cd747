using AgentExec.Contracts.Notifications;

namespace AgentExec.Contracts.Responses;

/// <summary>The answer to <c>tag set</c> (contract A18): the tags it has now.</summary>
public sealed record TagSetResponse : Response
{
    protected override string Kind => "tag_set";

    public required string JobId { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }
}

/// <summary>The answer to <c>notify set</c> (contract A19): what is configured now, an empty object when nothing is.</summary>
public sealed record NotifySetResponse : Response
{
    protected override string Kind => "notify.set";

    public required string JobId { get; init; }

    public required NotificationSettings Notification { get; init; }
}
