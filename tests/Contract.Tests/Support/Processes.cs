using System.Diagnostics;

namespace AgentExec.Contract.Tests.Support;

/// <summary>What the kernel says of the processes that a test's own jobs started.</summary>
internal static class Processes
{
    public static bool IsGone(long pid)
    {
        try
        {
            return Fields(pid)[0] is "Z" or "X";
        }
        catch (IOException)
        {
            return true;
        }
    }

    public static int ParentOf(long pid) => int.Parse(Fields(pid)[1]);

    public static string StartOf(long pid) => Fields(pid)[19];

    /// <summary>kill -9; returns when it has gone.</summary>
    public static void Kill(long pid)
    {
        try
        {
            using var process = Process.GetProcessById((int)pid);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It went by itself.
        }

        Patience.Until(() => IsGone(pid), $"{pid} is gone");
    }

    /// <summary>The processes of whose argument list the text is a part.</summary>
    public static IEnumerable<string> WithArguments(string text) =>
        from directory in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(directory), out var pid) && pid != Environment.ProcessId
        let arguments = Arguments(directory)
        where arguments.Contains(text, StringComparison.Ordinal)
        select arguments;

    private static string Arguments(string directory)
    {
        try
        {
            return File.ReadAllText(directory + "/cmdline");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // After the name, which may hold anything: state, parent, group, session, terminal, ...
    private static string[] Fields(long pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }
}
