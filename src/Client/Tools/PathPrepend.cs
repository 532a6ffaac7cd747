using System.Text;

namespace AgentExec.Client.Tools;

/// <summary>
/// Puts directories before <c>PATH</c> (exec-process §8). A login shell reads <c>/etc/profile</c>, which sets <c>PATH</c> anew on many systems: what was put
/// there before would be lost without a word, so there the shell itself does it, behind its profile.
/// </summary>
internal static class PathPrepend
{
    public const string Variable = "AGENT_EXEC_PATH_PREPEND";

    private const string Code = $"PATH=\"${Variable}${{PATH:+:$PATH}}\"; export PATH; unset {Variable}; ";

    private static readonly string[] Shells = ["sh", "bash", "dash", "ash", "ksh", "mksh", "zsh"];

    /// <summary>The command and what its environment gets beside.</summary>
    /// <param name="command">Shell code.</param>
    /// <param name="wrapper">What runs it.</param>
    /// <param name="directories">What comes first; none changes nothing.</param>
    /// <param name="inherited">The environment that it inherits, each entry ended by NUL.</param>
    public static (string Command, IReadOnlyList<string> Env) Apply(
        string command, IReadOnlyList<string> wrapper, IReadOnlyList<string> directories, ReadOnlySpan<byte> inherited)
    {
        if (directories.Count == 0) return (command, []);
        var first = string.Join(':', directories);
        if (IsLoginShell(wrapper)) return (Code + command, [$"{Variable}={first}"]);
        return (command, [InheritedVariable.Of("PATH", inherited) is { Length: > 0 } path ? $"PATH={first}:{path}" : $"PATH={first}"]);
    }

    /// <summary><c>sh -lc</c>, <c>bash --login -c</c>: a POSIX shell that reads the profile first.</summary>
    public static bool IsLoginShell(IReadOnlyList<string> wrapper)
    {
        if (!Shells.Contains(wrapper[0].Split('/')[^1])) return false;
        return wrapper.Skip(1).Any(static word => word == "--login" || (word.StartsWith('-') && !word.StartsWith("--", StringComparison.Ordinal) && word.Contains('l')));
    }
}

/// <summary>Reads one variable of an environment block.</summary>
internal static class InheritedVariable
{
    /// <summary>Null when it is not there.</summary>
    public static string? Of(string key, ReadOnlySpan<byte> block)
    {
        var start = Encoding.UTF8.GetBytes(key + "=");
        foreach (var range in block.Split((byte)0))
            if (block[range].StartsWith(start))
                return Encoding.UTF8.GetString(block[range][start.Length..]);
        return null;
    }
}
