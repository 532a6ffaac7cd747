using System.Text.Json.Serialization;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Notifications;

/// <summary>How a pattern is meant (contract A19).</summary>
[JsonConverter(typeof(OutputMatchTypeConverter))]
public enum OutputMatchType
{
    /// <summary>The line contains the text.</summary>
    Contains,

    /// <summary>A regular expression matches somewhere in the line, in linear time: no look-around, no back-references.</summary>
    Regex,
}

/// <summary>The names of the contract.</summary>
public sealed class OutputMatchTypeConverter() : NamedEnumConverter<OutputMatchType>((OutputMatchType.Contains, "contains"), (OutputMatchType.Regex, "regex"));

/// <summary>Whose lines are tested (contract A19).</summary>
[JsonConverter(typeof(OutputMatchStreamConverter))]
public enum OutputMatchStream
{
    Either,
    Stdout,
    Stderr,
}

/// <summary>The names of the contract.</summary>
public sealed class OutputMatchStreamConverter() : NamedEnumConverter<OutputMatchStream>(
    (OutputMatchStream.Either, "either"), (OutputMatchStream.Stdout, "stdout"), (OutputMatchStream.Stderr, "stderr"));
