namespace AgentExec.Contracts.Jobs;

/// <summary>Which ended jobs the host removes by itself: the <c>[gc]</c> table of the configuration (contract B27).</summary>
/// <param name="Auto">False: none.</param>
/// <param name="KeepDays">Jobs that ended longer ago go; 0 is no limit.</param>
/// <param name="MaxBytes">The newest that fit into so many bytes stay; 0 is no limit.</param>
public sealed record RetentionSettings(bool Auto, long KeepDays, long MaxBytes)
{
    public const string KeyOfAuto = "auto", KeyOfDays = "keep_days", KeyOfBytes = "max_bytes";

    /// <summary>What holds when nobody says otherwise: 30 days, 20 GiB.</summary>
    public static readonly RetentionSettings Default = new(true, 30, 20L << 30);

    /// <summary>The keys of the table, as they are written.</summary>
    public static readonly string[] Keys = [KeyOfAuto, KeyOfDays, KeyOfBytes];

    /// <summary>What the table says, and the default for what it does not say.</summary>
    public static RetentionSettings Of(bool? auto, long? keepDays, long? maxBytes) =>
        new(auto ?? Default.Auto, keepDays ?? Default.KeepDays, maxBytes ?? Default.MaxBytes);

    /// <summary>Why it cannot be meant; null when it can.</summary>
    public string? Refusal() => this switch
    {
        { KeepDays: < 0 } => $"[gc] {KeyOfDays} is {KeepDays}: expected 0, which is no limit, or more",
        { MaxBytes: < 0 } => $"[gc] {KeyOfBytes} is {MaxBytes}: expected 0, which is no limit, or more",
        _ => null,
    };
}
