namespace AgentExec.Posix;

/// <summary>The places where a process can be made to die (<see cref="KillPoint"/>), in the order in which a job comes by.</summary>
public static class KillPoints
{
    /// <summary>The command line, or any other client.</summary>
    public static class Client
    {
        public const string
            HostSpawned = "client:host-spawned",
            HostReady = "client:host-ready",
            RequestSent = "client:request-sent",
            Answered = "client:answered";

        public static readonly IReadOnlyList<string> All = [HostSpawned, HostReady, RequestSent, Answered];
    }

    public static class Host
    {
        public const string
            LockTaken = "host:lock-taken",
            EndpointPublished = "host:endpoint-published",
            DirectoryStaged = "host:directory-staged",
            MetaWritten = "host:meta-written",
            DirectoryPublished = "host:directory-published",
            KeeperLockTaken = "host:keeper-lock-taken",
            KeeperSpawned = "host:keeper-spawned",
            LinkEstablished = "host:link-established",
            StartedHeard = "host:heard-started",
            RunningWritten = "host:running-written",
            RunningPublished = "host:running-published",
            OutputHeard = "host:heard-outputgrew",
            ExitedHeard = "host:heard-exited",
            SettledHeard = "host:heard-settled",
            TerminalWritten = "host:terminal-written",
            TerminalPublished = "host:terminal-published",
            EventWritten = "host:event-written",
            CommandSinkStarted = "host:command-sink-started",
            CommandSinkTold = "host:command-sink-told",
            CommandSinkRecorded = "host:command-sink-recorded",
            FileSinkStarted = "host:file-sink-started",
            FileSinkTold = "host:file-sink-told",
            FileSinkRecorded = "host:file-sink-recorded",
            MatchSinksTold = "host:match-sinks-told",
            MatchRecorded = "host:match-recorded",
            Delivered = "host:delivered",
            CallerForgotten = "host:caller-forgotten";

        public static readonly IReadOnlyList<string> All =
        [
            LockTaken, EndpointPublished, DirectoryStaged, MetaWritten, DirectoryPublished, KeeperLockTaken, KeeperSpawned, LinkEstablished, StartedHeard,
            RunningWritten, RunningPublished, OutputHeard, ExitedHeard, SettledHeard, TerminalWritten, TerminalPublished, EventWritten, CommandSinkStarted,
            CommandSinkTold, CommandSinkRecorded, FileSinkStarted, FileSinkTold, FileSinkRecorded, MatchSinksTold, MatchRecorded, Delivered, CallerForgotten,
        ];

        /// <summary>A fact of the keeper has come and nothing was done about it yet.</summary>
        public static string Heard(string fact) => $"host:heard-{fact.ToLowerInvariant()}";
    }

    /// <summary>The host too, at a session, by which not every job comes.</summary>
    public static class Sessions
    {
        public const string PollRecorded = "host:poll-recorded";

        public static readonly IReadOnlyList<string> All = [PollRecorded];
    }

    public static class Keeper
    {
        public const string
            Begun = "keeper:begun",
            OrderTaken = "keeper:order-taken",
            LogsOpened = "keeper:logs-opened",
            CommandSpawned = "keeper:command-spawned",
            StartedTold = "keeper:started-told",
            FirstOutput = "keeper:first-output",
            EndSeen = "keeper:end-seen",
            ExitWritten = "keeper:exit-written",
            SettledTold = "keeper:settled-told";

        public static readonly IReadOnlyList<string> All =
            [Begun, OrderTaken, LogsOpened, CommandSpawned, StartedTold, FirstOutput, EndSeen, ExitWritten, SettledTold];
    }

    /// <summary>Between the new content and its rename over the old one, in whichever process replaces a file of that name.</summary>
    public static string Replacing(string file) => $"replacing:{file}";
}
