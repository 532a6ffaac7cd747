using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentExec.Contracts.Notifications;

/// <summary>The <c>notification</c> object of <c>meta.json</c> (contract A7.2, A19): who is to be told what. Fields of other versions survive a rewrite.</summary>
public sealed record NotificationSettings
{
    /// <summary>Shell code that is run when the job has ended; an empty one is kept and fails.</summary>
    public string? NotifyCommand { get; init; }

    /// <summary>A file to append the event to, as given: relative to the directory that <c>run</c> was called in.</summary>
    public string? NotifyFile { get; init; }

    public OutputMatchRule? OnOutputMatch { get; init; }

    /// <summary>Additional to v0.1: how long one sink may take (contract B15), in milliseconds; absent for <see cref="DefaultTimeoutMs"/>.</summary>
    public long? NotifyTimeoutMs { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; set; }

    /// <summary>A minute (contract B15).</summary>
    public const long DefaultTimeoutMs = 60_000;

    /// <summary>A hundred years: as good as for ever, and still a time to compute with, whatever another program wrote.</summary>
    private const long LongestTimeoutMs = 36_500L * 24 * 3_600_000;

    [JsonIgnore] public TimeSpan Timeout => TimeSpan.FromMilliseconds(Math.Clamp(NotifyTimeoutMs ?? DefaultTimeoutMs, 1, LongestTimeoutMs));

    /// <summary>Whether the end of the job is to be told to anybody.</summary>
    [JsonIgnore] public bool WantsCompletion => NotifyCommand is not null || NotifyFile is not null;

    /// <summary>Whether nothing is asked for, so that the object is left out.</summary>
    [JsonIgnore] public bool IsEmpty => !WantsCompletion && OnOutputMatch is null && NotifyTimeoutMs is null && Others is null or { Count: 0 };
}

/// <summary>Which lines of the output are events, and who is told of them (contract A19).</summary>
public sealed record OutputMatchRule
{
    /// <summary>Never empty: an empty pattern removes the rule.</summary>
    public required string Pattern { get; init; }

    public OutputMatchType MatchType { get; init; }

    public OutputMatchStream Stream { get; init; } = OutputMatchStream.Either;

    public string? Command { get; init; }

    public string? File { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; set; }
}
