using System.Globalization;

namespace AgentExec.Contracts.Jobs;

/// <summary>Signal names and numbers (signal(7), Linux x64 and arm64). Names go without <c>SIG</c> (contract B5).</summary>
public static class Signals
{
    public const int Term = 15, Kill = 9, Cont = 18, Stop = 19, Pipe = 13, HangUp = 1;

    /// <summary>The last that a request may name.</summary>
    public const int Last = 31;

    // Index is the number. 16 (STKFLT) and 29 (IO), 30 (PWR) are Linux's own.
    private static readonly string[] Names =
    [
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM",
        "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>Reads <c>TERM</c>, <c>sigterm</c> or <c>15</c>; null for anything that is no signal of 1 to 31.</summary>
    public static int? TryParse(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number > 0 && number < Names.Length ? number : null;
        var name = text.StartsWith("SIG", StringComparison.OrdinalIgnoreCase) ? text[3..] : text;
        var index = Array.FindIndex(Names, 1, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index > 0 ? index : null;
    }

    /// <summary>The name without <c>SIG</c>; <c>RTMIN+n</c> for real-time signals.</summary>
    public static string Name(int signal) => signal > 0 && signal < Names.Length
        ? Names[signal]
        : signal >= 34 ? $"RTMIN+{(signal - 34).ToString(CultureInfo.InvariantCulture)}" : signal.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name as an error text lists them.</summary>
    public static string Known => string.Join(", ", Names.Skip(1));
}
