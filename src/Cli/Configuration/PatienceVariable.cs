using System.Globalization;
using AgentExec.Contracts.Errors;

namespace AgentExec.Cli.Configuration;

/// <summary>How long a call waits for the host, beyond what its request itself waits: the environment can say it.</summary>
internal static class PatienceVariable
{
    public const string Name = "AGENT_EXEC_PATIENCE_MS";

    /// <summary>Null when nothing is said.</summary>
    /// <exception cref="AgentExecException">It is set to something else than milliseconds.</exception>
    public static TimeSpan? Read(Func<string, string?> variable)
    {
        if (variable(Name) is not { Length: > 0 } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms > 0
            ? TimeSpan.FromMilliseconds(ms)
            : throw new AgentExecException(ErrorDetail.Internal($"{Name}={text}: a whole number of milliseconds above 0 is expected"));
    }
}
