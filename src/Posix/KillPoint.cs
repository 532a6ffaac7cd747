using System.Runtime.CompilerServices;

namespace AgentExec.Posix;

/// <summary>
/// Lets a test choose the moment of a crash: <c>AGENT_EXEC_KILL_AT=POINT=FILE</c> makes the process that reaches the point die by SIGKILL, as a crash or the
/// kernel's memory killer would have it, without another instruction of ours. It dies only if it could make FILE, so once, and a test knows that it was there.
/// </summary>
/// <remarks>Unset, which is always but in tests, a point costs one comparison. Hosts and keepers inherit the variable; commands get their caller's environment.</remarks>
public static class KillPoint
{
    public const string Variable = "AGENT_EXEC_KILL_AT";

    private static readonly string? Chosen = Environment.GetEnvironmentVariable(Variable);

    /// <summary>Whether a point is chosen at all: for those that have to put a name together.</summary>
    public static bool IsArmed => Chosen is not null;

    /// <summary>Dies here when this point was chosen. The names are in <see cref="KillPoints"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Reach(string point)
    {
        if (Chosen is not null) DieAt(point);
    }

    private static void DieAt(string point)
    {
        // A path may hold "=", the name of a point does not.
        if (Chosen!.Split('=', 2) is [var chosen, var marker] && chosen == point && TryMark(marker)) Processes.KillSelf();
    }

    private static bool TryMark(string marker)
    {
        try
        {
            Files.CreateNew(null, marker).Dispose();
            return true;
        }
        catch (PosixException)
        {
            // It has been made: somebody died here before.
            return false;
        }
    }
}
