using System.Text.Json.Serialization;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Jobs;

/// <summary>What somebody waited for and came about.</summary>
[JsonConverter(typeof(MetByConverter))]
public enum MetBy
{
    /// <summary>The job has ended.</summary>
    Ended,

    /// <summary>It has written a line that matches.</summary>
    Output,

    /// <summary>It has written nothing for so long.</summary>
    Silent,

    /// <summary>Somebody listens on the port.</summary>
    Port,
}

/// <summary>The names of the contract.</summary>
public sealed class MetByConverter() : NamedEnumConverter<MetBy>(
    (MetBy.Ended, "ended"), (MetBy.Output, "output"), (MetBy.Silent, "silent"), (MetBy.Port, "port"));
