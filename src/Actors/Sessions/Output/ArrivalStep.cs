using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Sessions.Output;

/// <summary>What may follow what in the order of arrival.</summary>
internal static class ArrivalStep
{
    /// <summary>Before the first entry everything is stdout.</summary>
    public static readonly ArrivalEntry Beginning = new(IsStderr: false, 0, 0);

    /// <summary>Whether only the stream that was on has grown, and not beyond what there is of it; anything else is not of a keeper's making.</summary>
    /// <param name="before">An entry that is good.</param>
    /// <param name="entry">The one behind it.</param>
    /// <param name="stdoutBytes">What stdout has had by now.</param>
    /// <param name="stderrBytes">Likewise stderr.</param>
    public static bool IsGood(ArrivalEntry before, ArrivalEntry entry, long stdoutBytes, long stderrBytes) => before.IsStderr
        ? entry.StdoutBytes == before.StdoutBytes && entry.StderrBytes >= before.StderrBytes && entry.StderrBytes <= stderrBytes
        : entry.StderrBytes == before.StderrBytes && entry.StdoutBytes >= before.StdoutBytes && entry.StdoutBytes <= stdoutBytes;
}
