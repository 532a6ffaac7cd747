using System.Runtime.Serialization;
using System.Text;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Responses;
using AgentExec.Remoting;
using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace AgentExec.Client.Tests.Remoting;

/// <summary>The wire: a closed table of messages, and nothing else.</summary>
public sealed class SerializerTests() : TestKit("akka { loglevel = OFF, stdout-loglevel = OFF }")
{
    private static readonly JobState State = new()
    {
        Job = new JobProgress("i", JobStatus.Killed, "t"), Result = new JobResult { Signal = "15" }, UpdatedAt = "u", Reason = EndReason.Timeout, Pid = 7,
    };

    private static readonly object[] Messages =
    [
        new RunRequest
        {
            JobId = "i", Command = ["é", "\n"], Root = "/r", Cwd = "/w", Environment = [0xFF, (byte)'=', 0], EmptyEnvironment = true, CallerDirectory = "/c",
            NotifyCommand = "c", NotifyFile = "f", NotifyTimeoutMs = 1, EnvFiles = [new EnvFileText("A=1", null), new EnvFileText(null, "why")], Env = ["A=1"], Mask = ["A"],
            Tags = ["t"], Umask = 18, LogPath = "/l", TimeoutMs = long.MaxValue, KillAfterMs = 1, ProgressEveryMs = 2, RequestKey = "k", ShellWrapper = ["sh"], ObserveMs = 3,
            DeadlineSinceBootMs = 4, OpenFilesLimit = 5, ResourceLimits = [ulong.MaxValue, 0], Niceness = -20, OomScoreAdj = 1000,
        },
        new StatusRequest { JobId = "i" },
        new WaitRequest { JobId = "i", TimeoutMs = 5 },
        new WaitForRequest
        {
            Jobs = [new WaitTarget("i", new MatchCursor(1, 2)), new WaitTarget("j")], Any = true, UntilOutput = "p", UntilSilentMs = 3, UntilPort = 4, WaitMs = 5,
        },
        new KillRequest { JobId = "i", Signal = 15, WaitMs = 6 },
        new ListRequest { Cwd = "/w", State = JobStatus.Unknown, Tags = ["a.*"], Limit = 7, RowsAsText = true, After = new ListCursor("t", "i", "s") },
        new TagSetRequest { JobId = "i", Tags = ["t"] },
        new NotifySetRequest
        {
            JobId = "i", Command = "c", OutputPattern = "p", OutputMatchType = OutputMatchType.Regex, OutputStream = OutputMatchStream.Stderr,
            OutputCommand = "o", OutputFile = "f", NotifyTimeoutMs = 1,
        },
        new GcRequest
        {
            Cutoff = "c", OlderThan = "1d", DryRun = true, Keep = 3, MaxBytes = ulong.MaxValue,
            After = new GcCursor("n", "s", new GcEdges(new GcEnd("e", "k"), new GcEnd("f", "b"))),
        },
        Exec,
        new ExecAbandonRequest { JobId = "i" },
        new ProcessRequest
        {
            Scope = "s", MaxOutputChars = 5,
            Call = new ProcessCall
            {
                Action = ProcessAction.SendKeys, SessionId = "i", TimeoutMs = 1, Cursor = "2", Offset = 3, Limit = 4, Data = "d", Eof = true, Keys = ["Up"], Hex = ["1b"],
                Literal = "l", Text = "t", Bracketed = false, Columns = 5, Rows = 6,
            },
        },
        new PollAbandonRequest { Scope = "s", SessionId = "i", PollId = "p" },
        new EventsRequest { Scope = "s", WaitMs = 1, After = "2", Acknowledge = "3" },
        new HostStatusRequest(),
        new HostStopRequest(),
        new JobReply(State) { RequestId = "q" },
        new WaitForReply([new WaitOutcome(State, MetBy.Output, new MetLine(OutputMatchStream.Stderr, "l", true), new MatchCursor(1, 2)), new WaitOutcome(State)], true) { RequestId = "q" },
        new ListReply([new JobSummary { JobId = "i", State = JobStatus.Failed, StartedAt = "t", Tags = ["a"] }], 3, new ListCursor("t", "i")) { RequestId = "q" },
        new DescriptionReply(["t"], new NotificationSettings { OnOutputMatch = new OutputMatchRule { Pattern = "p" } }) { RequestId = "q" },
        new GcReply([new GcJob { JobId = "i", State = JobStatus.Exited, Action = GcAction.Deleted, Reason = "\"", Bytes = 5 }], 1, 2, 3, new GcCursor("n")) { RequestId = "q" },
        new ToolReply(new ToolFailure { Status = "failed", Error = "e", Warnings = ["w"] }) { RequestId = "q" },
        new PollAbandonReply(true) { RequestId = "q" },
        new EventsReply(
            [new SessionEvent { Cursor = "1", SessionId = "s", JobId = "i", Name = "n", Status = "failed", Exit = "exit 1", ExitCode = 1, Reason = EndReason.Exited }], "1", true)
        {
            RequestId = "q",
        },
        new HostStatusReply(1, 2, "t", "v", 3, 4, 5) { RequestId = "q" },
        new HostStopReply(1, 2) { RequestId = "q" },
        new ErrorReply(ErrorDetail.JobNotFound("i") with { Details = new ErrorFacts { Candidates = ["a"] } }) { RequestId = "q" },
    ];

    private static ExecRequest Exec => new()
    {
        JobId = "i", CallerPid = 1, CallerStartTicks = 2,
        Run = new RunRequest
        {
            JobId = "i", Command = ["c"], Root = "/r", Cwd = "/w", Environment = [], Umask = 18, ShellWrapper = ["sh"], Stdin = StdinKind.Bytes, StdinBytes = [0xFF], StdinPath = "/s",
            Terminal = new TerminalSize(1, 2), Session = new SessionRecord { Name = "n", Command = "c", Scope = "s", Cursor = 3 },
        },
    };

    private ContractSerializer Serializer => new((ExtendedActorSystem)Sys);

    [Fact]
    public void Every_message_of_the_protocol_comes_back_as_it_was()
    {
        var manifests = new HashSet<string>();
        foreach (var message in Messages)
        {
            var manifest = Serializer.Manifest(message);
            Assert.True(manifests.Add(manifest), manifest);
            Assert.DoesNotContain(message.GetType().Name, manifest, StringComparison.Ordinal);
            var again = Serializer.FromBinary(Serializer.ToBinary(message), manifest);
            Assert.IsType(message.GetType(), again);
            Assert.Equal(Encoding.UTF8.GetString(ContractJson.ToLine(message)), Encoding.UTF8.GetString(ContractJson.ToLine(again)));
        }
    }

    [Fact]
    public void No_message_of_the_protocol_is_missing_here()
    {
        var types = typeof(Request).Assembly.GetTypes().Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(Request)) || type.IsSubclassOf(typeof(Reply))));
        Assert.Equal(types.Select(type => type.Name).Order(), Messages.Select(message => message.GetType().Name).Order());
        // A property at its default would come back even if it were never sent.
        Assert.All(Messages, message => Assert.DoesNotContain("\"job_id\":null", Encoding.UTF8.GetString(ContractJson.ToLine(message)), StringComparison.Ordinal));
    }

    [Fact]
    public void Manifests_and_the_number_are_fixed_for_ever()
    {
        Assert.Equal(
            [
                "run", "status", "wait", "wait-for", "kill", "list", "tag-set", "notify-set", "gc", "exec", "exec-abandon", "process", "poll-abandon", "events", "host-status", "host-stop",
                "job.r", "wait-for.r", "list.r", "description.r", "gc.r", "tool.r", "poll-abandon.r", "events.r", "host-status.r", "host-stop.r", "error.r",
            ],
            Messages.Select(Serializer.Manifest));
        Assert.Equal(7001, Serializer.Identifier);
    }

    [Fact]
    public void A_message_that_lacks_what_came_later_is_read()
    {
        var run = (RunRequest)Serializer.FromBinary(
            "{\"job_id\":\"i\",\"command\":[\"c\"],\"root\":\"/r\",\"cwd\":\"/\",\"environment\":\"\",\"umask\":0,\"shell_wrapper\":[\"sh\"]}"u8.ToArray(), "run");
        Assert.Equal("", run.RequestId);
        Assert.Equal((0, 0, 0, 0), (run.EnvFiles.Count, run.Env.Count, run.Mask.Count, run.Tags.Count));
        Assert.Null(((ListRequest)Serializer.FromBinary("{\"after\":{\"started_at\":\"t\",\"job_id\":\"i\"}}"u8.ToArray(), "list")).After!.Snapshot);
        Assert.Empty(((ListRequest)Serializer.FromBinary("{}"u8.ToArray(), "list")).Tags);
        var gc = (GcRequest)Serializer.FromBinary("{\"cutoff\":\"c\",\"older_than\":\"1d\",\"after\":{\"name\":\"n\"}}"u8.ToArray(), "gc");
        Assert.Equal((null, null, null), (gc.Keep, gc.MaxBytes, gc.After!.Edges));
    }

    [Theory]
    [InlineData("", "SECRET")]
    [InlineData("RUN", "{\"SECRET\":1}")]
    [InlineData("System.Object, SECRET", "{}")]
    [InlineData("run", "")]
    [InlineData("run", "SECRET")]
    [InlineData("run", "null")]
    [InlineData("run", "{}")]
    [InlineData("run", "{\"job_id\":\"SECRET\"}")]
    [InlineData("run", "{\"job_id\":\"i\",\"command\":[null],\"environment\":\"SECRET!\"}")]
    [InlineData("status", "{\"job_id\":null}")]
    [InlineData("status", "{\"job_id\":[\"SECRET\"]}")]
    [InlineData("status", "{\"job_id\":\"i\"} SECRET")]
    [InlineData("kill", "{\"job_id\":\"i\",\"signal\":\"SECRET\",\"wait_ms\":0}")]
    [InlineData("list", "{\"state\":\"SECRET\"}")]
    [InlineData("list.r", "{\"jobs\":[\"SECRET\"],\"skipped\":0}")]
    [InlineData("list.r", "{\"jobs\":[{],\"SECRET\":0}")]
    [InlineData("list.r", "{\"jobs\":\"U0VDUkVU\",\"skipped\":0}")]
    [InlineData("list.r", "{\"jobs\":\"Cg==\",\"skipped\":0}")]
    [InlineData("list.r", "{\"jobs\":\"SECRET\",\"skipped\":0}")]
    [InlineData("gc", "{\"cutoff\":\"SECRET\"}")]
    [InlineData("gc", "{\"cutoff\":\"c\",\"older_than\":\"SECRET\",\"keep\":-1}")]
    [InlineData("gc", "{\"cutoff\":\"c\",\"older_than\":\"SECRET\",\"max_bytes\":1.5}")]
    [InlineData("job.r", "{\"state\":null}")]
    [InlineData("error.r", "{}")]
    public void Anything_else_is_refused_without_a_word_of_it(string manifest, string text)
    {
        var error = Assert.Throws<SerializationException>(() => Serializer.FromBinary(Encoding.UTF8.GetBytes(text), manifest));
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "\"job_id\":\"SECRET\"")]
    [InlineData("run", "\"job_id\":\"i\",\"command\":[null],\"root\":\"/r\",\"cwd\":\"/\",\"environment\":\"\",\"umask\":0,\"shell_wrapper\":[\"sh\"]")]
    [InlineData("run", "\"job_id\":\"i\",\"command\":[\"c\"],\"root\":\"/r\",\"cwd\":\"/\",\"environment\":\"\",\"umask\":0,\"shell_wrapper\":[\"sh\"],\"env\":[\"A=1\",null]")]
    [InlineData("process", "\"call\":null")]
    [InlineData("process", "\"call\":{\"action\":\"SECRET\"}")]
    [InlineData("process", "\"call\":{\"action\":\"send-keys\",\"session_id\":\"s\",\"keys\":[null]}")]
    [InlineData("process", "\"call\":{\"action\":\"send-keys\",\"session_id\":\"s\",\"hex\":[\"1b\",null]}")]
    [InlineData("wait-for", "\"jobs\":[null],\"wait_ms\":0")]
    [InlineData("list", "\"tags\":[null]")]
    [InlineData("list", "\"later\":{\"x\":[[],[null]]}")]
    [InlineData("tag-set", "\"job_id\":\"i\",\"tags\":[null]")]
    [InlineData("kill", "\"job_id\":\"i\",\"signal\":\"SECRET\",\"wait_ms\":0")]
    public void A_request_that_cannot_be_read_can_still_be_answered(string manifest, string fields)
    {
        var read = Serializer.FromBinary(Encoding.UTF8.GetBytes($"{{\"request_id\":\"q\",\"protocol\":7,\"deadline_since_boot_ms\":5,{fields}}}"), manifest);
        Assert.Equal(new UnreadableRequest { RequestId = "q", Protocol = 7, DeadlineSinceBootMs = 5 }, read);
        // Nobody would know the answer for his.
        Assert.Throws<SerializationException>(() => Serializer.FromBinary(Encoding.UTF8.GetBytes($"{{{fields}}}"), manifest));
        Assert.Throws<SerializationException>(() => Serializer.ToBinary(read));
    }

    [Fact]
    public void A_null_that_says_that_there_is_nothing_is_no_mistake() =>
        Assert.Null(((ProcessRequest)Serializer.FromBinary("{\"request_id\":\"q\",\"scope\":null,\"call\":{\"action\":\"list\",\"data\":null}}"u8.ToArray(), "process")).Scope);

    [Fact]
    public void Depth_and_size_are_limited()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);
        Assert.Throws<SerializationException>(() => Serializer.FromBinary(Encoding.UTF8.GetBytes($"{{\"job_id\":\"i\",\"x\":{deep}}}"), "status"));
        var padded = Encoding.UTF8.GetBytes("{\"job_id\":\"i\"}".PadRight(WireLimits.MaximumRequestBytes + 1));
        Assert.IsType<StatusRequest>(Serializer.FromBinary(padded[..^1], "status"));
        Assert.Throws<SerializationException>(() => Serializer.FromBinary(padded, "status"));
    }

    [Fact]
    public void Nothing_else_is_sent()
    {
        Assert.Throws<SerializationException>(() => Serializer.ToBinary("SECRET"));
        Assert.Throws<SerializationException>(() => Serializer.Manifest(new object()));
        Assert.Throws<SerializationException>(() => Serializer.ToBinary(State));
    }

    [Fact]
    public void The_general_serializer_refuses_both_ways()
    {
        var refusing = new RefusingSerializer((ExtendedActorSystem)Sys);
        Assert.Equal(1, refusing.Identifier);
        Assert.DoesNotContain("SECRET", Assert.Throws<SerializationException>(() => refusing.ToBinary("SECRET")).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "SECRET", Assert.Throws<SerializationException>(() => refusing.FromBinary("SECRET"u8.ToArray(), typeof(string))).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_is_measured_as_it_is_sent()
    {
        foreach (var request in Messages.OfType<Request>())
            Assert.Equal(request is RunRequest or ExecRequest or ProcessRequest or WaitForRequest ? Serializer.ToBinary(request).Length : 0, WireLimits.Measure(request));
    }

    [Fact]
    public void What_may_be_sent_fits_into_a_frame()
    {
        foreach (var config in new[] { RemoteConfig.ForHost(), RemoteConfig.ForClient() })
            Assert.InRange(WireLimits.MaximumRequestBytes, 1, config.GetByteSize("akka.remote.dot-netty.tcp.maximum-frame-size")!.Value - 64 * 1024);
    }

    [Fact]
    public void A_request_never_shows_its_environment()
    {
        var text = (((RunRequest)Messages[0]) with { Env = ["A=SECRET"], Command = ["SECRET"] }).ToString();
        Assert.DoesNotContain("SECRET", text, StringComparison.Ordinal);
    }
}
