using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>What a caller is told when an action cannot be done: what is wrong, and what to do.</summary>
internal static class SessionTexts
{
    public const string BadCursor = "the cursor is not one of an earlier poll: leave it out, or take 'cursor' of the last answer; '0' is the beginning";

    public static string Failed(string id) => $"session {id} failed in the host, whose log tells why: ask again";

    public static string Unreadable(Known now, string error) => $"the output of session {now.Record.Slug} cannot be read: {error}";

    public static string EndedAlready(Known now, string action) =>
        $"session {now.Record.Slug} has ended already ({ExitLabel.Of(now.State!)}), there is nothing to {action}: 'clear' takes it off the list, 'log' shows its output";

    public static string StillRunning(Known now) => $"session {now.Record.Slug} is still running: 'kill' ends it, 'remove' ends it and takes it off the list";

    /// <summary>The newest state of a job is not on disk, so what became of it is not known.</summary>
    public static string Unrecorded(string job, string why) =>
        $"the newest state of job {job} cannot be written: {why}; make room with 'agent-exec gc', then ask 'agent-exec status {job}'";

    public static string Unkillable(Known now) =>
        $"session {now.Record.Slug} has not ended though every process of it was sent SIGKILL: one hangs in the kernel; it stays listed, try again later";

    public static string NotRecorded(string error) => $"nothing was read, because how far could not be written down: {error}";

    public static string NotWritable(Known now) => now switch
    {
        { HasEnded: true } => $"session {now.Record.Slug} has ended ({ExitLabel.Of(now.State!)}), nobody reads its input: 'log' shows its output",
        { Record.InputClosed: true } => $"the input of session {now.Record.Slug} was closed by 'eof': nothing more can be written",
        _ => $"session {now.Record.Slug} was started with its input closed: run it again with stdin open",
    };

    public static string NoTerminal(Known now) => $"session {now.Record.Slug} has no terminal that could be resized: run it with pty";
}
