using System.Text.Json.Serialization;
using Tomlyn.Serialization;

namespace AgentExec.Cli.Configuration;

/// <summary>The parts of the configuration file that are read; unknown keys are ignored (contract A21).</summary>
internal sealed class ConfigShape
{
    public ShellShape? Shell { get; set; }
}

/// <summary>The <c>[shell]</c> table.</summary>
internal sealed class ShellShape
{
    public List<string>? Unix { get; set; }

    /// <summary>Accepted and checked on every platform, used on none yet (B14).</summary>
    public List<string>? Windows { get; set; }
}

/// <summary>How the shapes are read, generated at compile time.</summary>
[TomlSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[TomlSerializable(typeof(ConfigShape))]
internal sealed partial class ConfigToml : TomlSerializerContext;
