using System.Text;

namespace AgentExec.Contracts.Shells;

/// <summary>
/// How a shell that reads a profile comes to the command: behind the profile it sets again what the caller named, takes its input, and writes a mark. A profile
/// can set <c>PATH</c>, change the directory, or replace or end the shell; without the mark nobody could tell that the command never ran. Where the profile has
/// taken the mark's descriptor the shell ends too: no command runs of which that could not be told. All of it stands in one
/// variable, since values do not belong into an argv (contract B13), and the variable is gone before the command runs (A9.4.5).
/// </summary>
public static class ShellStart
{
    public const string Variable = "AGENT_EXEC_START";

    /// <summary>The options of the shell behind its profile, while <see cref="Variable"/> runs.</summary>
    public const string OptionsVariable = "AGENT_EXEC_OPTIONS";

    /// <summary>Where the shell finds the pipe for the mark, and its input. Single digits, which dash demands; profiles hardly use these two.</summary>
    public const int MarkNumber = 7, InputNumber = 8;

    /// <summary>The line that the shell finds in <see cref="MarkNumber"/>.</summary>
    public const string Token = "ae";

    /// <summary>What one argument or variable may have, its end included (<c>MAX_ARG_STRLEN</c>).</summary>
    public const int LongestString = 128 * 1024;

    // A profile's "set -x" or "set -v" would print the values to stderr. An unset variable ends the shell, and a backslash passes over an alias.
    private const string Before = $"{{ {OptionsVariable}=$-; set +xv; }} 2>/dev/null; \\eval \"${{{Variable}?a profile has unset it}}\"; ";

    // Their values are the shell's own, read-only in some, or mean something else in it.
    private static readonly HashSet<string> ShellsOwn =
    [
        "_", "IFS", "PWD", "OLDPWD", "LINENO", "OPTIND", "PPID", "UID", "EUID", "GID", "EGID", "GROUPS", "SHLVL", "SHELLOPTS", "BASHOPTS", "BASHPID",
        "BASH_VERSINFO", "BASH_VERSION", "RANDOM", "SECONDS", "USERNAME", "status", "pipestatus", "path", "cdpath", "fpath", "mailpath", "manpath", "argv", Variable, OptionsVariable,
    ];

    /// <summary>Null for a wrapper that reads nothing before its code, or of which nothing is known.</summary>
    /// <param name="arguments">The exec form.</param>
    /// <param name="code">What is known of it.</param>
    /// <param name="environment">The whole environment as <c>KEY=VALUE</c>.</param>
    /// <param name="directory">Absolute path of the working directory.</param>
    /// <param name="holdsInput">Whether the input is <see cref="InputNumber"/> until the profile is read.</param>
    public static StartPlan? Of(
        IReadOnlyList<byte[]> arguments, ShellCode code, IReadOnlyList<byte[]> environment, byte[] directory, bool holdsInput)
    {
        if (code.IsUnknown || code.Index >= arguments.Count || KnownShell.Of(arguments.Take(code.Index)) is not { } shell) return null;
        if (!shell.ReadsFilesFirst(environment)) return null;
        var start = new ShellText(shell.IsZsh ? "builtin" : "command");
        start.Add($"unset {Variable}; ");
        var left = Restore(start, code.Named, environment, LongestString - 1024 - directory.Length * 8);
        start.EnterDirectory(directory);
        start.Mark(MarkNumber, holdsInput ? InputNumber : null);
        start.RestoreTrace(OptionsVariable);
        return new StartPlan
        {
            Arguments = [.. arguments.Select((argument, i) => i == code.Index ? [.. Encoding.ASCII.GetBytes(Before), .. argument] : argument)],
            Environment = [.. environment.Where(static entry => NameOf(entry) != Variable), [.. Encoding.ASCII.GetBytes($"{Variable}="), .. start.ToBytes()]],
            Unprotected = left,
        };
    }

    /// <summary>Says that the shell ended without the mark.</summary>
    public static string NotReached(string shell, int code) =>
        $"the shell wrapper ended with code {code} before it reached the command: a profile of {shell} may replace or end the shell, or take descriptor {MarkNumber}; "
        + "correct it, or give --shell-wrapper 'sh -c'";

    /// <summary>Whether a shell can have a variable of this name.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    // PATH comes first: of what does not fit it is the one that must.
    private static List<string> Restore(ShellText start, IReadOnlyList<byte[]> named, IReadOnlyList<byte[]> environment, int room)
    {
        if (named.Count == 0) return [];
        var wanted = named.Select(Encoding.Latin1.GetString).Where(name => IsIdentifier(name) && !ShellsOwn.Contains(name)).ToHashSet();
        List<string> left = [];
        foreach (var (name, entry) in environment.Select(entry => (Name: NameOf(entry), entry)).Where(at => wanted.Contains(at.Name)).OrderBy(at => at.Name != "PATH"))
        {
            if (!start.TryExport(name, entry.AsSpan(name.Length + 1), room)) left.Add(name);
        }

        return left;
    }

    private static string NameOf(byte[] entry) =>
        Encoding.Latin1.GetString(entry.AsSpan().IndexOf((byte)'=') is >= 0 and var end ? entry.AsSpan(0, end) : entry);
}

/// <summary>What is executed instead of the plain exec form.</summary>
public sealed record StartPlan
{
    public required IReadOnlyList<byte[]> Arguments { get; init; }

    public required IReadOnlyList<byte[]> Environment { get; init; }

    /// <summary>Names whose values were too long to be set again: the profile's count.</summary>
    public required IReadOnlyList<string> Unprotected { get; init; }

    /// <summary>Hides the environment, which may hold secrets.</summary>
    public override string ToString() => $"StartPlan({Arguments.Count} arguments, {Environment.Count} variables)";
}
