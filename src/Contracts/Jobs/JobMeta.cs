using System.Text.Json;
using System.Text.Json.Serialization;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Contracts.Jobs;

/// <summary><c>meta.json</c> (contract A7.2): what was asked for. Fields of other versions survive a rewrite (B7).</summary>
public sealed record JobMeta
{
    public required JobMetaId Job { get; init; }

    // The generated reader sets what a file lacks to null, over any initializer.
    public string SchemaVersion { get; init => field = value ?? "0.1"; } = "0.1";

    /// <summary>The argv as given.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    public required string CreatedAt { get; init; }

    /// <summary>The jobs root as resolved, not canonicalised.</summary>
    public required string Root { get; init; }

    /// <summary>Names given by <c>--env</c>, in order.</summary>
    public IReadOnlyList<string> EnvKeys { get; init => field = value ?? []; } = [];

    /// <summary>The <c>--env</c> texts with masked values replaced; absent when none.</summary>
    public IReadOnlyList<string>? EnvVars { get; init; }

    public IReadOnlyList<string>? Mask { get; init; }

    /// <summary>The working directory, links resolved.</summary>
    public string? Cwd { get; init; }

    /// <summary>Who is to be told what (A19); absent when nobody.</summary>
    public NotificationSettings? Notification { get; init; }

    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>Additional to v0.1: <c>--timeout</c>, absent when none. What a restarted host needs to go on.</summary>
    public long? TimeoutMs { get; init; }

    public long? KillAfterMs { get; init; }

    public long? ProgressEveryMs { get; init; }

    /// <summary>How many bytes each log may have (B11), 0 for any number; absent for <see cref="LogSize.DefaultMaxBytes"/>.</summary>
    public long? LogMaxBytes { get; init; }

    /// <summary>What its caller named the submission by (<c>--request-id</c>); absent when by nothing.</summary>
    public string? RequestId { get; init; }

    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; set; }

    /// <summary>Where one of the job's files is, by the root as it was given.</summary>
    public string PathOf(string file) => JobsRoot.FileOf(Root, Job.Id, file);
}

/// <summary>The <c>job</c> object of <c>meta.json</c>.</summary>
public sealed record JobMetaId(string Id)
{
    [JsonExtensionData] public IDictionary<string, JsonElement>? Others { get; set; }
}
