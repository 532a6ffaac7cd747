using Tomlyn.Serialization;

namespace AgentExec.Cli.Configuration;

/// <summary>The <c>[exec]</c> table (exec-process §8).</summary>
internal sealed class ExecShape
{
    public const string Denied = "denied", Allowed = "allowed";

    /// <summary>Its keys, as they are written.</summary>
    public static readonly string[] Keys =
    [
        "background_ms", "timeout_sec", "cleanup_ms", "notify_on_exit", "notify_on_exit_empty_success", "max_output_chars", "path_prepend", "allow_background", "elevated",
        "sandbox", "input_wait_idle_ms",
    ];

    // Times are numbers, or texts with units: ConfigTime reads them.
    public object? BackgroundMs { get; set; }

    public object? TimeoutSec { get; set; }

    public object? CleanupMs { get; set; }

    public bool? NotifyOnExit { get; set; }

    public bool? NotifyOnExitEmptySuccess { get; set; }

    public long? MaxOutputChars { get; set; }

    /// <summary>Absolute directories.</summary>
    public List<string>? PathPrepend { get; set; }

    public bool? AllowBackground { get; set; }

    /// <summary><see cref="Denied"/> or <see cref="Allowed"/>.</summary>
    public string? Elevated { get; set; }

    public List<string>? Sandbox { get; set; }

    public object? InputWaitIdleMs { get; set; }

    [TomlExtensionData] public Dictionary<string, object?>? Others { get; set; }

    /// <summary>Why it cannot be meant; null when it can. Numbers out of bounds are clamped later, and said.</summary>
    public string? Refusal() => this switch
    {
        { TimeoutSec: double.NaN } => "[exec] timeout_sec is no number",
        { TimeoutSec: { } time } when ConfigTime.Seconds(time) is null => ConfigTime.Refusal("timeout_sec", "seconds"),
        { BackgroundMs: { } time } when ConfigTime.Milliseconds(time) is null => ConfigTime.Refusal("background_ms", "milliseconds"),
        { CleanupMs: { } time } when ConfigTime.Milliseconds(time) is null => ConfigTime.Refusal("cleanup_ms", "milliseconds"),
        { InputWaitIdleMs: { } time } when ConfigTime.Milliseconds(time) is null => ConfigTime.Refusal("input_wait_idle_ms", "milliseconds"),
        { Elevated: not (null or Denied or Allowed) } => $"[exec] elevated is neither \"{Denied}\" nor \"{Allowed}\"",
        { Sandbox: [{ Length: 0 }, ..] } => "[exec] sandbox begins with an empty word: expected a program and its options",
        { PathPrepend: { } directories } when directories.Any(static one => !one.StartsWith('/') || one.Contains(':')) =>
            "[exec] path_prepend has an entry that is not absolute, or holds ':': expected directories such as /opt/tools/bin",
        _ => null,
    };
}
