using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Notifications;

/// <summary>
/// The caller of a job whose <c>caller.json</c> is gone and that no host remembers. A file with an absolute path needs none and gets its line, private to
/// its owner if it is new; a command would need the caller's environment, and is recorded as failed.
/// </summary>
public static class LostCaller
{
    public const string Error = "caller.json is missing or damaged: the caller's environment and directory are lost, so this was not run; `status` has the end";

    public static readonly CallerRecord Record = new() { Directory = "/", Environment = [], Umask = 0x3F /* 0077 */, ShellWrapper = [] };

    /// <summary>Null when it can be told without the caller, else why not.</summary>
    public static SinkOutcome? Refuse(CallerRecord caller, SinkType type, string target) =>
        ReferenceEquals(caller, Record) && (type == SinkType.Command || !target.StartsWith('/')) ? new SinkOutcome(Error) : null;
}
