using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Tools;

/// <summary>Sections 2 and 4: what an end is called.</summary>
public sealed class SessionEndTests
{
    [Theory]
    [InlineData(JobStatus.Running, null, null, null, null, "running", "running")]
    [InlineData(JobStatus.Exited, 0, null, EndReason.Exited, null, "completed", "exit 0")]
    [InlineData(JobStatus.Exited, 1, null, EndReason.Exited, null, "completed", "exit 1")]
    [InlineData(JobStatus.Exited, 125, null, EndReason.Exited, null, "completed", "exit 125")]
    [InlineData(JobStatus.Exited, 126, null, EndReason.Exited, null, "failed", "exit 126")]
    [InlineData(JobStatus.Exited, 127, null, EndReason.Exited, null, "failed", "exit 127")]
    [InlineData(JobStatus.Exited, 128, null, EndReason.Exited, null, "completed", "exit 128")]
    [InlineData(JobStatus.Exited, 0, null, EndReason.Timeout, true, "failed", "timeout")]
    [InlineData(JobStatus.Exited, 0, null, null, true, "failed", "timeout")]
    [InlineData(JobStatus.Exited, 3, null, null, null, "completed", "exit 3")]
    [InlineData(JobStatus.Exited, null, null, EndReason.Exited, null, "failed", "failed")]
    [InlineData(JobStatus.Killed, null, "15", EndReason.Killed, null, "failed", "SIGTERM")]
    [InlineData(JobStatus.Killed, null, "9", EndReason.Signaled, null, "failed", "SIGKILL")]
    [InlineData(JobStatus.Killed, null, "40", EndReason.Signaled, null, "failed", "signal 40")]
    [InlineData(JobStatus.Killed, null, "9", EndReason.Timeout, true, "failed", "timeout")]
    [InlineData(JobStatus.Failed, null, null, EndReason.LaunchFailed, null, "failed", "launch failed")]
    [InlineData(JobStatus.Failed, null, null, EndReason.Lost, null, "failed", "lost")]
    [InlineData(JobStatus.Failed, null, null, null, null, "failed", "failed")]
    public void Status_and_label(JobStatus job, int? exitCode, string? signal, EndReason? reason, bool? timedOut, string status, string label)
    {
        var state = new JobState
        {
            Job = new JobProgress("j", job, ""), Result = new JobResult { ExitCode = exitCode, Signal = signal }, UpdatedAt = "", Reason = reason, TimedOut = timedOut,
        };
        Assert.Equal((status, label), (ExecStatus.Of(state), ExitLabel.Of(state)));
    }

    [Fact]
    public void The_name_of_a_signal_that_was_recorded_is_taken()
    {
        var state = new JobState { Job = new JobProgress("j", JobStatus.Killed, ""), Result = new JobResult { Signal = "40" }, UpdatedAt = "", SignalName = "RTMIN+6" };
        Assert.Equal(("SIGRTMIN+6", "SIGRTMIN+6"), (ExitLabel.Of(state), ExitLabel.Signal(state)));
    }
}
