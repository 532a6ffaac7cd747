using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Sessions;

/// <summary>How a list is sorted: running sessions, then finished ones, each newest first. Times are whole seconds, so what ran for less time came later.</summary>
internal static class SessionOrder
{
    public static IReadOnlyList<SessionRow> Sort(IEnumerable<SessionRow> rows) =>
    [
        .. rows.OrderBy(row => row.EndedAt is not null)
            .ThenByDescending(row => row.EndedAt ?? row.StartedAt, StringComparer.Ordinal)
            .ThenByDescending(row => row.StartedAt, StringComparer.Ordinal)
            .ThenBy(row => row.RuntimeMs)
            .ThenBy(row => row.SessionId, StringComparer.Ordinal),
    ];
}
