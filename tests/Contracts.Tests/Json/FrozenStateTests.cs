using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using static AgentExec.Contracts.Tests.Json.FrozenFiles;

namespace AgentExec.Contracts.Tests.Json;

/// <summary><c>state.json</c> of every state and reason, read field by field from files of a released version.</summary>
public sealed class FrozenStateTests
{
    private const string Boot = "5f0c2f0e-6a3b-4f0e-9d38-2f6f1f0c7a11", Created = "2026-11-23T03:57:22Z";

    public static TheoryData<string, JobState> States => new()
    {
        {
            "state.running.json",
            new()
            {
                Job = new("01M838T8EYDEAZHZMVGRXTRMNA", JobStatus.Running, Created), Result = JobResult.None, Pid = 25298, UpdatedAt = "2026-11-23T03:57:23Z",
                PidStartTicks = 1684136, BootId = Boot,
            }
        },
        {
            "state.exited.json",
            new()
            {
                Job = new("01M838T896FVKR13311YGJX898", JobStatus.Exited, Created), Result = new() { ExitCode = 0, DurationMs = 5 }, Pid = 25277,
                FinishedAt = Created, UpdatedAt = Created, Reason = EndReason.Exited, OutputComplete = true, PidStartTicks = 1684128, BootId = Boot,
                UserTimeMs = 3, SystemTimeMs = 1, PeakMemoryBytes = 3600384,
            }
        },
        {
            "state.flooded.json",
            new()
            {
                Job = new("01M838TF2YM3W4TSETT71KR0WS", JobStatus.Exited, "2026-11-23T03:57:29Z"), Result = new() { ExitCode = 0, DurationMs = 25 }, Pid = 25475,
                FinishedAt = "2026-11-23T03:57:29Z", UpdatedAt = "2026-11-23T03:57:29Z", Reason = EndReason.Exited, OutputComplete = true,
                PidStartTicks = 1684815, BootId = Boot, UserTimeMs = 3, SystemTimeMs = 4, PeakMemoryBytes = 3477504, DroppedBytes = 568895,
            }
        },
        {
            "state.unwritten.json",
            new()
            {
                Job = new("01M9ABQ3VZX6W2H8KCD4T5N7PE", JobStatus.Exited, "2026-11-26T02:10:41Z"), Result = new() { ExitCode = 3, DurationMs = 2140 }, Pid = 31877,
                FinishedAt = "2026-11-26T02:10:43Z", UpdatedAt = "2026-11-26T02:10:43Z", Reason = EndReason.Exited, OutputComplete = true,
                PidStartTicks = 2791044, BootId = Boot, UserTimeMs = 12, SystemTimeMs = 9, PeakMemoryBytes = 3608576, DroppedBytes = 2934477, UnwrittenBytes = 2934464,
            }
        },
        {
            "state.killed.json",
            new()
            {
                Job = new("01M838T8EYDEAZHZMVGRXTRMNA", JobStatus.Killed, Created), Result = new() { Signal = "15", DurationMs = 3385 }, Pid = 25298,
                FinishedAt = "2026-11-23T03:57:25Z", UpdatedAt = "2026-11-23T03:57:25Z", SignalName = "TERM", Reason = EndReason.Killed, OutputComplete = true,
                KillRequested = "TERM", PidStartTicks = 1684136, BootId = Boot, UserTimeMs = 4, SystemTimeMs = 3, PeakMemoryBytes = 3571712,
            }
        },
        {
            "state.timeout.json",
            new()
            {
                Job = new("01M838TCTBQ5W1QV3QFAXADA29", JobStatus.Exited, "2026-11-23T03:57:26Z"), Result = new() { ExitCode = 9, DurationMs = 200 }, Pid = 25425,
                FinishedAt = "2026-11-23T03:57:26Z", UpdatedAt = "2026-11-23T03:57:26Z", Reason = EndReason.Timeout, TimedOut = true, OutputComplete = true,
                PidStartTicks = 1684582, BootId = Boot, UserTimeMs = 2, SystemTimeMs = 1, PeakMemoryBytes = 3506176,
            }
        },
        {
            "state.failed.json",
            new()
            {
                Job = new("01M838TE1TTW03WWPC3Y12NC6T", JobStatus.Failed, "2026-11-23T03:57:28Z"), Result = JobResult.None, FinishedAt = "2026-11-23T03:57:28Z",
                UpdatedAt = "2026-11-23T03:57:28Z", Reason = EndReason.LaunchFailed, Error = "working directory /tmp/demo/nowhere: No such file or directory",
            }
        },
        {
            "state.lost.json",
            new()
            {
                Job = new("01M838TF6DNG9ETDFM3EG5E440", JobStatus.Failed, "2026-11-23T03:57:29Z"), Result = JobResult.None, Pid = 25513,
                FinishedAt = "2026-11-23T03:57:29Z", UpdatedAt = "2026-11-23T03:57:29Z", Reason = EndReason.Lost,
                Error = "the job's keeper ended without recording an end; its true result is not known", PidStartTicks = 1684825, BootId = Boot,
            }
        },
        {
            "state.keeper_lost.json",
            new()
            {
                Job = new("01M838TF6DNG9ETDFM3EG5E440", JobStatus.Exited, "2026-11-23T03:57:29Z"), Result = new() { ExitCode = 7, DurationMs = 130 }, Pid = 25513,
                FinishedAt = "2026-11-23T03:57:29Z", UpdatedAt = "2026-11-23T03:57:29Z", Reason = EndReason.Exited, OutputComplete = false,
                PidStartTicks = 1684825, BootId = Boot, KeeperLost = true,
            }
        },
        {
            "state.core_dumped.json",
            new()
            {
                Job = new("01M9B2T7C4XK5JQ0V8RZ6H3WMD", JobStatus.Killed, "2026-11-26T05:41:07Z"), Result = new() { Signal = "11", DurationMs = 184 }, Pid = 40113,
                FinishedAt = "2026-11-26T05:41:07Z", UpdatedAt = "2026-11-26T05:41:07Z", SignalName = "SEGV", Reason = EndReason.Signaled, OutputComplete = true,
                PidStartTicks = 4054711, BootId = Boot, UserTimeMs = 2, SystemTimeMs = 3, PeakMemoryBytes = 3678208, CoreDumped = true,
            }
        },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Is_read(string file, JobState expected) => Assert.Equal(expected, Read(file, ContractJson.Compact.JobState));

    [Fact]
    public void There_is_one_of_every_state() => Assert.Equal(
        [JobStatus.Running, JobStatus.Exited, JobStatus.Killed, JobStatus.Failed], States.Select(row => ((JobState)row[1]).Job.Status).Distinct());

    [Fact]
    public void None_is_forgotten() => Assert.Equal(Names("state.*"), States.Select(row => (string)row[0]).Order(StringComparer.Ordinal));
}
