using System.Reflection;

namespace AgentExec.Cli.Parsing;

/// <summary><c>--version</c> (contract B18).</summary>
internal static class VersionText
{
    public static string Line => $"agent-exec {Version}\n";

    private static string Version
    {
        get
        {
            var attribute = typeof(VersionText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
            var full = attribute?.InformationalVersion ?? "unknown";
            // What follows the plus names the source revision.
            var plus = full.IndexOf('+');
            return plus < 0 ? full : full[..plus];
        }
    }
}
