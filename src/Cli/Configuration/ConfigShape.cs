using System.Text.Json.Serialization;
using AgentExec.Contracts.Jobs;
using Tomlyn.Serialization;

namespace AgentExec.Cli.Configuration;

/// <summary>The parts of the configuration file that are read; unknown keys are ignored (contract A21), with a warning.</summary>
internal sealed class ConfigShape
{
    /// <summary>What a file says that is not there.</summary>
    public static readonly ConfigShape Empty = new();

    public ShellShape? Shell { get; set; }

    public LogShape? Log { get; set; }

    public ExecShape? Exec { get; set; }

    public GcShape? Gc { get; set; }

    [TomlExtensionData] public Dictionary<string, object?>? Others { get; set; }
}

/// <summary>The <c>[shell]</c> table.</summary>
internal sealed class ShellShape
{
    public List<string>? Unix { get; set; }

    /// <summary>Accepted and checked on every platform, used on none yet (B14).</summary>
    public List<string>? Windows { get; set; }

    [TomlExtensionData] public Dictionary<string, object?>? Others { get; set; }
}

/// <summary>The <c>[log]</c> table (B11).</summary>
internal sealed class LogShape
{
    /// <summary>Bytes that each log may have, 0 for any number; never negative once it is read.</summary>
    public long? MaxBytes { get; set; }

    [TomlExtensionData] public Dictionary<string, object?>? Others { get; set; }
}

/// <summary>The <c>[gc]</c> table (B27), which the host applies; here it is only checked.</summary>
internal sealed class GcShape
{
    public bool? Auto { get; set; }

    // A number, or a text with units.
    public object? KeepDays { get; set; }

    public long? MaxBytes { get; set; }

    [TomlExtensionData] public Dictionary<string, object?>? Others { get; set; }

    /// <summary>Why it is invalid; null when it is valid.</summary>
    public string? Refusal()
    {
        RetentionSettings.Of(Auto, KeepDays, MaxBytes, out var refusal);
        return refusal;
    }
}

/// <summary>How the shapes are read, generated at compile time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(ConfigShape))]
internal sealed partial class ConfigToml : TomlSerializerContext;
