using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Sessions;

/// <summary>
/// How a list is sorted: running sessions, then finished ones, each newest first. Times of rows are whole seconds: within one the clock since boot decides, which knows a
/// command's start to ten milliseconds, and within those the order in which they got their names.
/// </summary>
internal static class SessionOrder
{
    /// <param name="rows">In the order of their names, oldest first.</param>
    public static IReadOnlyList<ListedRow> Sort(IEnumerable<ListedRow> rows) =>
    [
        // The sort keeps the order of equals.
        .. rows.Reverse().OrderBy(listed => listed.Row.EndedAt is not null)
            .ThenByDescending(listed => listed.Row.EndedAt ?? listed.Row.StartedAt, StringComparer.Ordinal)
            .ThenByDescending(listed => listed.Over)
            .ThenByDescending(listed => listed.Row.StartedAt, StringComparer.Ordinal)
            .ThenByDescending(listed => listed.Began),
    ];
}
