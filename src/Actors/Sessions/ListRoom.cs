using AgentExec.Contracts.Json;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Sessions;

/// <summary>
/// Has a list fit into one message: what is larger would be dropped on its way without a word. A command may be megabytes, and there may be thousands of sessions.
/// </summary>
internal static class ListRoom
{
    /// <summary>Bytes of all rows as JSON; a message holds 4 MiB.</summary>
    public const int MostBytes = 3 * 1024 * 1024;

    /// <summary>Characters of the tail and of the command of each row when not all fit in full.</summary>
    public const int ShortChars = 200;

    /// <param name="rows">Sorted: the last ones are left out first.</param>
    /// <param name="warnings">Gets what was not done as asked.</param>
    public static IReadOnlyList<SessionRow> Fit(IReadOnlyList<SessionRow> rows, List<string> warnings)
    {
        if (CountFitting(rows) == rows.Count) return rows;
        IReadOnlyList<SessionRow> shorter = [.. rows.Select(Shorten)];
        warnings.Add($"the list is too long for full commands and tails: each shows {ShortChars} characters, 'log' and 'poll' show the output");
        var count = CountFitting(shorter);
        if (count == rows.Count) return shorter;
        warnings.Add($"the last {rows.Count - count} of {rows.Count} sessions do not fit and are left out: 'clear' takes finished ones off the list, a scope narrows it");
        return [.. shorter.Take(count)];
    }

    private static int CountFitting(IReadOnlyList<SessionRow> rows)
    {
        var bytes = 0L;
        for (var i = 0; i < rows.Count; i++)
            if ((bytes += ContractJson.ToLine(rows[i]).Length + 1) > MostBytes)
                return i;
        return rows.Count;
    }

    private static SessionRow Shorten(SessionRow row) => row with
    {
        Command = row.Command.Length <= ShortChars ? row.Command : $"{row.Command[..Whole(row.Command, ShortChars - 1)]}…",
        Tail = row.Tail.Length <= ShortChars ? row.Tail : row.Tail[Whole(row.Tail, row.Tail.Length - ShortChars)..],
        Truncated = row.Truncated || row.Tail.Length > ShortChars,
    };

    // A pair is not split.
    private static int Whole(string text, int at) => char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
