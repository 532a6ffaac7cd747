using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Storage;

/// <summary>What a host that died between writing a file and giving it its name has left in a job's directory (fault 14).</summary>
internal static class Leftovers
{
    private static readonly byte[][] Prefixes =
    [
        .. from file in (string[])[JobFiles.Meta, JobFiles.State, JobFiles.Caller, JobFiles.CompletionEvent, JobFiles.MatchCursor]
           select SpawnRequest.Bytes($".tmp-{file}-"),
    ];

    /// <summary>Whether a host wrote it: what its keeper has begun, the keeper may be about to rename.</summary>
    public static bool IsOurs(DirectoryEntry entry) =>
        entry.Kind is EntryKind.File or EntryKind.Unknown && Prefixes.Any(prefix => entry.Name.AsSpan().StartsWith(prefix));
}
