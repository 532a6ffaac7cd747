namespace AgentExec.Contracts.Jobs;

/// <summary>Which ended jobs the host removes by itself: the <c>[gc]</c> table of the configuration (contract B27).</summary>
/// <param name="Auto">False: none.</param>
/// <param name="KeepDays">Jobs that ended more days ago are removed; 0 is no limit.</param>
/// <param name="MaxBytes">The newest that fit into so many bytes stay; 0 is no limit.</param>
public sealed record RetentionSettings(bool Auto, long KeepDays, long MaxBytes)
{
    public const string KeyOfAuto = "auto", KeyOfDays = "keep_days", KeyOfBytes = "max_bytes";

    private const ulong MillisecondsOfDay = 86_400_000;

    /// <summary>The values without a configuration: 30 days, 20 GiB.</summary>
    public static readonly RetentionSettings Default = new(true, 30, 20L << 30);

    /// <summary>The keys of the table, as they are written.</summary>
    public static readonly string[] Keys = [KeyOfAuto, KeyOfDays, KeyOfBytes];

    /// <summary>The values of the table; a key that is absent has its default.</summary>
    /// <param name="auto">As read.</param>
    /// <param name="keepDays">A number of days, or a text with units (contract B20) of whole days.</param>
    /// <param name="maxBytes">As read.</param>
    /// <param name="refusal">Which key is wrong and what is expected; null when all are valid.</param>
    public static RetentionSettings Of(bool? auto, object? keepDays, long? maxBytes, out string? refusal)
    {
        var days = keepDays is null ? Default.KeepDays : Days(keepDays);
        refusal = days is null or < 0 ? $"[gc] {KeyOfDays} is no number of days: expected 0, which is no limit, or more, or a text of whole days such as \"30d\""
            : maxBytes < 0 ? $"[gc] {KeyOfBytes} is {maxBytes}: expected 0, which is no limit, or more"
            : null;
        return refusal is null ? new RetentionSettings(auto ?? Default.Auto, days!.Value, maxBytes ?? Default.MaxBytes) : Default;
    }

    private static long? Days(object value) => value switch
    {
        long number => number,
        string text when DurationText.TryParseMilliseconds(text) is { } time && time % MillisecondsOfDay == 0 => (long)(time / MillisecondsOfDay),
        _ => null,
    };
}
