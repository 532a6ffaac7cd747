using AgentExec.Contracts.Jobs;

namespace AgentExec.Actors.Sessions;

/// <summary>Output that the system refused to write. It leaves no gap in the logs: nothing else tells it from output that never was.</summary>
internal static class LostOutput
{
    /// <summary>How many bytes, as far as anybody knows.</summary>
    /// <param name="state">Counts them at the end.</param>
    /// <param name="noted">What the keeper had noted beside the logs. After the end too: descendants may write on.</param>
    public static long Of(JobState? state, long noted) => Math.Max(state?.UnwrittenBytes ?? 0, noted);

    /// <summary>Null when nothing is known to be missing.</summary>
    public static string? Warning(JobState? state, long noted) => Of(state, noted) is > 0 and var lost
        ? $"{lost} bytes of the output are missing{(state is { IsTerminal: true } ? "" : " so far")}: the system refused to write them, the disk was full for one"
        : null;

    /// <summary>The same behind the job's own warning; null when there is neither.</summary>
    public static List<string>? Warnings(JobState? state, long noted)
    {
        List<string> all = [.. new[] { state?.Warning, Warning(state, noted) }.OfType<string>()];
        return all is [] ? null : all;
    }
}
