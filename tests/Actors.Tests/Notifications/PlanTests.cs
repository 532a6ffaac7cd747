using System.Text;
using AgentExec.Actors.Notifications;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Tests.Notifications;

/// <summary>What is told, to whom, and what is recorded of it (contract A19, A20).</summary>
public sealed class PlanTests
{
    private static readonly JobMeta Meta = States.Meta("i") with { Cwd = "/w", Command = ["a", "b c"] };

    private static readonly DeliveryResult Command = new() { SinkType = SinkType.Command, Target = "c", Success = true, AttemptedAt = "t" };
    private static readonly DeliveryResult File = Command with { SinkType = SinkType.File, Target = "f" };

    [Fact]
    public void Should_describe_an_end_with_the_fields_of_the_contract_in_their_order()
    {
        var state = States.Of("i", JobStatus.Exited) with
        {
            Result = JobResult.None with { ExitCode = 3, DurationMs = 5 }, FinishedAt = "2026-01-01T00:00:05Z", Reason = EndReason.Exited,
        };
        Assert.Equal(
            """{"schema_version":"0.1","event_type":"job.finished","job_id":"i","state":"exited","command":["a","b c"],"cwd":"/w","""
            + "\"started_at\":\"2026-01-01T00:00:00Z\",\"finished_at\":\"2026-01-01T00:00:05Z\",\"duration_ms\":5,\"exit_code\":3"
            + ""","stdout_log_path":"/r/i/stdout.log","stderr_log_path":"/r/i/stderr.log","reason":"exited","delivery_results":[]}""",
            Encoding.UTF8.GetString(ContractJson.ToLine(CompletionPlan.Describe(Meta, state))));
    }

    [Fact]
    public void Should_describe_an_end_of_which_less_is_known()
    {
        var state = States.Of("i", JobStatus.Failed) with { Reason = EndReason.LaunchFailed, Error = "no" };
        var told = CompletionPlan.Describe(Meta with { Cwd = null }, state) with { DeliveryResults = null };
        Assert.Equal(
            """{"schema_version":"0.1","event_type":"job.finished","job_id":"i","state":"failed","command":["a","b c"],"""
            + "\"started_at\":\"2026-01-01T00:00:00Z\",\"finished_at\":\"2026-01-01T00:00:00Z\""
            + ""","stdout_log_path":"/r/i/stdout.log","stderr_log_path":"/r/i/stderr.log","reason":"launch_failed","error":"no"}""",
            Encoding.UTF8.GetString(ContractJson.ToLine(told)));
        var killed = CompletionPlan.Describe(Meta, States.Of("i", JobStatus.Killed) with { Result = JobResult.None with { Signal = "15" }, TimedOut = true });
        Assert.Equal(("15", null, true), (killed.Signal, killed.ExitCode, killed.TimedOut));
    }

    [Theory]
    [InlineData(null, null, "", "")]
    [InlineData("c", null, "", "Command c")]
    [InlineData(null, "f", "", "File f")]
    [InlineData("c", "f", "", "Command c,File f")]
    [InlineData("", "", "", "Command ,File ")]
    [InlineData("c", "f", "Command", "File f")]
    [InlineData("c", "f", "File", "Command c")]
    [InlineData("c", "f", "Command,File", "")]
    [InlineData("changed", null, "Command", "")]
    public void Should_tell_the_sinks_that_nothing_is_recorded_of(string? command, string? file, string recorded, string due)
    {
        var settings = new NotificationSettings { NotifyCommand = command, NotifyFile = file };
        var known = recorded.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => name == "Command" ? Command : File with { Success = false });
        var record = CompletionPlan.Describe(Meta, States.Of("i", JobStatus.Exited)) with { DeliveryResults = [.. known] };
        Assert.Equal(due, string.Join(',', CompletionPlan.Due(settings, record).Select(sink => $"{sink.Type} {sink.Target}")));
    }

    [Fact]
    public void Should_record_the_command_first_whoever_was_faster()
    {
        var record = CompletionPlan.Describe(Meta, States.Of("i", JobStatus.Exited)) with { DeliveryResults = null };
        Assert.Equal([Command, File], CompletionPlan.With(CompletionPlan.With(record, File), Command).DeliveryResults);
        Assert.Equal([Command, File], CompletionPlan.With(CompletionPlan.With(record, Command), File).DeliveryResults);
    }

    [Fact]
    public void Should_describe_a_match_with_the_fields_of_the_contract_in_their_order()
    {
        var rule = new OutputMatchRule { Pattern = "p", MatchType = OutputMatchType.Regex, Command = "c", File = "f" };
        var match = MatchPlan.Describe(Meta, rule, OutputMatchStream.Stderr, new LineReader.Line("a \"p\"\r", 17, false));
        Assert.Equal(
            """{"schema_version":"0.1","event_type":"job.output.matched","job_id":"i","pattern":"p","match_type":"regex","stream":"stderr","line":"a \"p\"\r","""
            + "\"stdout_log_path\":\"/r/i/stdout.log\",\"stderr_log_path\":\"/r/i/stderr.log\",\"end_bytes\":17}",
            Encoding.UTF8.GetString(ContractJson.ToLine(match)));
        Assert.True(MatchPlan.Describe(Meta, rule, OutputMatchStream.Stdout, new LineReader.Line("", 1, true)).LineTruncated);
    }

    [Theory]
    [InlineData(null, null, "")]
    [InlineData("c", null, "Command c")]
    [InlineData(null, "f", "File f")]
    [InlineData("", "f", "Command ,File f")]
    public void Should_tell_a_match_to_the_command_first(string? command, string? file, string expected) => Assert.Equal(
        expected,
        string.Join(',', MatchPlan.Sinks(new OutputMatchRule { Pattern = "p", Command = command, File = file }).Select(sink => $"{sink.Type} {sink.Target}")));

    [Fact]
    public void Should_keep_what_a_failed_command_said_and_nothing_of_one_that_did_not_fail()
    {
        Assert.Equal(Command, SinkOutcome.Told.ToResult(SinkType.Command, "c", "t"));
        Assert.Equal(Command, new SinkOutcome(null, 0, "chatter").ToResult(SinkType.Command, "c", "t"));
        Assert.Equal(
            Command with { Success = false, Error = "e", ExitCode = 3, StderrTail = "s" }, new SinkOutcome("e", 3, "s").ToResult(SinkType.Command, "c", "t"));
        Assert.Equal(File with { Success = false, Error = "e" }, new SinkOutcome("e").ToResult(SinkType.File, "f", "t"));
    }

    [Fact]
    public void Should_move_a_cursor_forward_only()
    {
        var cursor = new MatchCursor(5, 7);
        Assert.Equal((5L, 7L), (cursor.Of(OutputMatchStream.Stdout), cursor.Of(OutputMatchStream.Stderr)));
        Assert.Equal(new MatchCursor(9, 7), cursor.At(OutputMatchStream.Stdout, 9));
        Assert.Equal(new MatchCursor(5, 2), cursor.At(OutputMatchStream.Stderr, 2));
        Assert.Equal(new MatchCursor(5, 8), cursor.AtLeast(OutputMatchStream.Stderr, 8));
        Assert.Same(cursor, cursor.AtLeast(OutputMatchStream.Stderr, 7));
        Assert.Same(cursor, cursor.AtLeast(OutputMatchStream.Stdout, 4));
    }
}
