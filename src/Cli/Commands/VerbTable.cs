using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Commands;

/// <summary>Every verb, in the order of the help. A new one is its file and its line here.</summary>
internal static class VerbTable
{
    public static Verb[] All() =>
    [
        Verb.Of(RunCommand.Verb, RunCommand.Summary, static () => new RunCommand()),
        Verb.Of(StatusCommand.Verb, StatusCommand.Summary, static () => new StatusCommand()),
        Verb.Of(TailCommand.Verb, TailCommand.Summary, static () => new TailCommand()),
        Verb.Of(WaitCommand.Verb, WaitCommand.Summary, static () => new WaitCommand()),
        Verb.Of(KillCommand.Verb, KillCommand.Summary, static () => new KillCommand()),
        Verb.Of(ListCommand.Verb, ListCommand.Summary, static () => new ListCommand()),
        Verb.Group("tag", "Change a job's tags", Verb.Of(TagSetCommand.Verb, TagSetCommand.Summary, static () => new TagSetCommand())),
        Verb.Group(
            "notify",
            "Change who is told of what a job does",
            Verb.Of(NotifySetCommand.Verb, NotifySetCommand.Summary, static () => new NotifySetCommand())),
        Verb.Of(ExecCommand.Verb, ExecCommand.Summary, static () => new ExecCommand()),
        ProcessVerbs(),
        Verb.Of(ToolCommand.Verb, ToolCommand.Summary, static () => new ToolCommand()),
        Verb.Of(EventsCommand.Verb, EventsCommand.Summary, static () => new EventsCommand()),
        Verb.Of(GcCommand.Verb, GcCommand.Summary, static () => new GcCommand()),
        Verb.Group(
            "host",
            "Look after the background process that supervises this root's jobs",
            Verb.Of(HostStatusCommand.Verb, HostStatusCommand.Summary, static () => new HostStatusCommand()),
            Verb.Of(HostStartCommand.Verb, HostStartCommand.Summary, static () => new HostStartCommand()),
            Verb.Of(HostStopCommand.Verb, HostStopCommand.Summary, static () => new HostStopCommand()),
            Verb.Of(HostLogsCommand.Verb, HostLogsCommand.Summary, static () => new HostLogsCommand())),
        Verb.Of(BridgeCommand.Verb, BridgeCommand.Summary, static () => new BridgeCommand()),
        Verb.Of(DoctorCommand.Verb, DoctorCommand.Summary, static () => new DoctorCommand()),
        Verb.Of(SchemaCommand.Verb, SchemaCommand.Summary, static () => new SchemaCommand()),
        Verb.Of(InstallSkillsCommand.Verb, InstallSkillsCommand.Summary, static () => new InstallSkillsCommand()),
        Verb.Of(CompletionsCommand.Verb, CompletionsCommand.Summary, static () => new CompletionsCommand()),
    ];

    private static Verb ProcessVerbs() => Verb.Group(
        "process",
        "Manage the sessions that exec has left in the background",
        Plain(ProcessAction.List, "List running sessions, then finished ones"),
        Verb.Of("poll", ProcessPollCommand.Summary, static () => new ProcessPollCommand()),
        Verb.Of("log", ProcessLogCommand.Summary, static () => new ProcessLogCommand()),
        Verb.Of("write", ProcessWriteCommand.Summary, static () => new ProcessWriteCommand()),
        Verb.Of("send-keys", ProcessSendKeysCommand.Summary, static () => new ProcessSendKeysCommand()),
        Plain(ProcessAction.Submit, "Write a carriage return"),
        Verb.Of("paste", ProcessPasteCommand.Summary, static () => new ProcessPasteCommand()),
        Plain(ProcessAction.Kill, "End a session: TERM to its tree, after 3 s KILL"),
        Plain(ProcessAction.Clear, "Take a finished session off the list"),
        Plain(ProcessAction.Remove, "End a session that runs, or take it off the list"),
        Verb.Of("resize", ProcessResizeCommand.Summary, static () => new ProcessResizeCommand()));

    private static Verb Plain(ProcessAction action, string summary) => Verb.Of(ProcessActions.NameOf(action), summary, () => new ProcessPlainCommand(action, summary));
}
