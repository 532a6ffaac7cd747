using System.Text;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Terminal;

/// <summary>Has a command sit at a terminal, or says why it gets pipes instead: it runs in any case.</summary>
internal static class TerminalSeating
{
    private const string DefaultTerm = "TERM=xterm-256color";

    /// <summary>A terminal of this size; null, with a warning, when there is none to be had.</summary>
    public static (TerminalSeat? Seat, string? Warning) TryTake(TerminalSize size)
    {
        try
        {
            return (new TerminalSeat(PseudoTerminal.Open(size.Columns, size.Rows)), null);
        }
        catch (PosixException e)
        {
            return (null, $"no terminal could be had, so it runs on pipes: {e.Message}");
        }
    }

    /// <summary>The variables of a command at a terminal: it is told which kind it is unless it knows already.</summary>
    public static IReadOnlyList<byte[]> Variables(IReadOnlyList<byte[]> environment) =>
        environment.Any(static entry => entry.AsSpan().StartsWith("TERM="u8) && entry.Length > "TERM=".Length)
            ? environment
            : [.. environment.Where(static entry => !entry.AsSpan().StartsWith("TERM="u8)), Encoding.ASCII.GetBytes(DefaultTerm)];
}
