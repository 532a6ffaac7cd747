using AgentExec.Contracts.Errors;
using AgentExec.Posix;

namespace AgentExec.Cli.Tests;

/// <summary>The exact bytes on stdout, and the exit code (contract A3, A4).</summary>
public sealed class AnswerTests
{
    private const string Head = "{\"schema_version\":\"0.1\",\"ok\":true,\"type\":";

    [Theory]
    [InlineData("run --tag a x", "\"run\",\"job_id\":\"01M81M2XMPDE2MTY31S75VTQC4\",\"state\":\"running\",\"tags\":[\"a\"],\"stdout_log_path\":\"r/o\",\"stderr_log_path\":\"r/e\",\"waited_ms\":0,\"elapsed_ms\":3}")]
    [InlineData("status x", "\"status\",\"job_id\":\"x\",\"state\":\"exited\",\"exit_code\":3,\"started_at\":\"2026-01-01T00:00:00Z\",\"finished_at\":\"2026-01-01T00:00:00Z\",\"reason\":\"exited\"}")]
    [InlineData("tail x", "\"tail\",\"job_id\":\"x\",\"stdout_tail\":\"é😀\\t\\\"\\\\\\u0001/<\",\"stderr_tail\":\"\",\"truncated\":false,\"encoding\":\"utf-8-lossy\",\"stdout_log_path\":\"o\",\"stderr_log_path\":\"e\",\"stdout_observed_bytes\":1,\"stderr_observed_bytes\":2,\"stdout_included_bytes\":3,\"stderr_included_bytes\":4}")]
    [InlineData("wait x", "\"wait\",\"job_id\":\"x\",\"state\":\"running\"}")]
    [InlineData("kill x", "\"kill\",\"job_id\":\"x\",\"signal\":\"TERM\",\"state\":\"killed\",\"reason\":\"killed\"}")]
    [InlineData("list", "\"list\",\"root\":\"r\",\"jobs\":[],\"truncated\":false,\"skipped\":0}")]
    [InlineData("host status", "\"host_status\",\"root\":\"r\",\"running\":false,\"log_path\":\"l\"}")]
    [InlineData("host start", "\"host_start\",\"root\":\"r\",\"running\":true,\"pid\":7,\"log_path\":\"l\"}")]
    [InlineData("host stop", "\"host_stop\",\"root\":\"r\",\"stopped\":true,\"running_jobs\":2}")]
    [InlineData("host logs", "\"host_logs\",\"root\":\"r\",\"log_path\":\"l\",\"lines\":[\"a\"],\"truncated\":true}")]
    public async Task An_answer_is_one_line_in_one_write(string argv, string payload)
    {
        var run = await CliRun.Of(["--root", "r", .. argv.Split(' ')]);
        Assert.Equal(Head + payload + "\n", run.Stdout);
        Assert.Equal((0, 1, ""), (run.ExitCode, run.Writes, run.Stderr));
    }

    [Fact]
    public async Task An_expected_failure_keeps_its_code()
    {
        var run = await new CliRun { Failure = new AgentExecException(ErrorDetail.JobNotFound("x\u007fé")) }.Go("status", "x");
        Assert.Equal(
            "{\"schema_version\":\"0.1\",\"ok\":false,\"type\":\"error\",\"error\":{\"code\":\"job_not_found\",\"message\":\"job not found: x\u007fé\",\"retryable\":false}}\n",
            run.Stdout);
        Assert.Equal((1, ""), (run.ExitCode, run.Stderr));
    }

    [Fact]
    public async Task Details_follow_and_retryable_stays()
    {
        var detail = new ErrorDetail(ErrorCode.AmbiguousJobId, "which?", false) { Details = new ErrorFacts { Candidates = ["A", "B"] } };
        Assert.EndsWith("\"retryable\":false,\"details\":{\"candidates\":[\"A\",\"B\"]}}}\n",
            (await new CliRun { Failure = new AgentExecException(detail) }.Go("status", "x")).Stdout);
        Assert.Contains("\"code\":\"host_unavailable\",\"message\":\"no\",\"retryable\":true",
            (await new CliRun { Failure = new AgentExecException(ErrorDetail.HostUnavailable("no")) }.Go("status", "x")).Stdout);
    }

    [Fact]
    public async Task Any_other_failure_is_internal_and_its_trace_is_for_those_who_ask()
    {
        var failure = new InvalidOperationException("broken\n{\"ok\":true}");
        var quiet = await new CliRun { Failure = failure }.Go("status", "x");
        Assert.Equal(1, quiet.ExitCode);
        Assert.Contains("\"code\":\"internal_error\",\"message\":\"broken\\n{\\\"ok\\\":true}\",\"retryable\":false", quiet.Stdout);
        Assert.Equal("", quiet.Stderr);
        var loud = await new CliRun { Failure = failure }.Go("-vv", "status", "x");
        Assert.Equal(quiet.Stdout, loud.Stdout);
        Assert.Contains("InvalidOperationException", loud.Stderr);
        Assert.DoesNotContain(loud.Stderr.Split('\n'), static line => line.StartsWith('{'));
    }

    [Fact]
    public async Task A_reader_that_left_is_no_failure()
    {
        var run = await new CliRun { StdoutFailure = new PosixException(Errno.BrokenPipe, "write") }.Go("status", "x");
        Assert.Equal((0, ""), (run.ExitCode, run.Stderr));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_written_is_a_failure()
    {
        var run = await new CliRun { StdoutFailure = new PosixException(Errno.NoSpace, "write") }.Go("status", "x");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("agent-exec: cannot write the answer to stdout:", run.Stderr);
    }
}
