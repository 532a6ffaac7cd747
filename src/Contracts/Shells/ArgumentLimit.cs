using System.Text;

namespace AgentExec.Contracts.Shells;

/// <summary>Says which part of a command the kernel found too long (execve(2), E2BIG). Names only, no values: they may be secret.</summary>
public static class ArgumentLimit
{
    /// <summary>The error's text.</summary>
    public static string Explain(IReadOnlyList<byte[]> arguments, IReadOnlyList<byte[]> environment)
    {
        for (var i = 0; i < arguments.Count; i++)
            if (arguments[i].Length >= ShellStart.LongestString)
                return $"argument {i} of the command has {arguments[i].Length} bytes, the system takes {ShellStart.LongestString - 1}; put it into a file, or give it with --stdin-file";
        foreach (var entry in environment)
            if (entry.Length >= ShellStart.LongestString)
                return $"variable {NameOf(entry)} has {entry.Length} bytes with its name, the system takes {ShellStart.LongestString - 1}; put the value into a file";
        var total = arguments.Concat(environment).Sum(static text => (long)text.Length + 1);
        return $"arguments and environment have {total} bytes, more than the system takes together; give less with --no-inherit-env, or put it into a file";
    }

    private static string NameOf(byte[] entry) => Encoding.UTF8.GetString(entry.AsSpan().IndexOf((byte)'=') is >= 0 and var end ? entry.AsSpan(0, end) : entry.AsSpan(0, 64));
}
