using System.Globalization;
using Akka.Configuration;

namespace AgentExec.Actors;

/// <summary>An environment variable that replaces a time of host.conf.</summary>
public static class MillisecondsVariable
{
    /// <summary>Null when it is not set.</summary>
    /// <exception cref="ConfigurationException">It is set to something else than milliseconds.</exception>
    public static TimeSpan? Read(string name, Func<string, string?> environment)
    {
        var text = environment(name);
        if (string.IsNullOrEmpty(text)) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms > 0
            ? TimeSpan.FromMilliseconds(ms)
            : throw new ConfigurationException($"{name}={text}: a whole number of milliseconds above 0 is expected");
    }
}
