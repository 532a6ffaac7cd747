using System.Text;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;
using static AgentExec.Contracts.Tests.Json.FrozenFiles;

namespace AgentExec.Contracts.Tests.Json;

/// <summary>Every file shape of a job directory, read field by field from files of a released version. States are in <see cref="FrozenStateTests"/>.</summary>
public sealed class FrozenFileTests
{
    private const string Ended = "01M838T896FVKR13311YGJX898", Busy = "01M838T8EYDEAZHZMVGRXTRMNA", Timed = "01M838TCTBQ5W1QV3QFAXADA29", Failed = "01M838TE1TTW03WWPC3Y12NC6T",
        Named = "01M9ABQ3VZX6W2H8KCD4T5N7PE";
    private const string Created = "2026-11-23T03:57:22Z", Told = "2026-11-23T03:57:25Z";

    [Fact]
    public void The_smallest_description()
    {
        var meta = Read("meta.minimal.json", ContractJson.Compact.JobMeta);
        Assert.Equal((Ended, "0.1", Created, "/tmp/demo/jobs", "/tmp/demo/work"), (meta.Job.Id, meta.SchemaVersion, meta.CreatedAt, meta.Root, meta.Cwd));
        Assert.Equal(["echo", "hello"], meta.Command);
        Assert.Empty(meta.EnvKeys.Concat(meta.Tags));
        Assert.Equal((null, null, null, null), (meta.EnvVars, meta.Mask, meta.Notification, meta.Others));
        Assert.Equal((null, null, null, null), (meta.TimeoutMs, meta.KillAfterMs, meta.ProgressEveryMs, meta.LogMaxBytes));
    }

    [Fact]
    public void The_largest_description()
    {
        var meta = Read("meta.full.json", ContractJson.Compact.JobMeta);
        Assert.Equal((Busy, "0.1", Created, "/tmp/demo/jobs", "/tmp/demo/work"), (meta.Job.Id, meta.SchemaVersion, meta.CreatedAt, meta.Root, meta.Cwd));
        Assert.Equal(["sleep 3; echo \"ERROR: disk full\"; echo \"ERROR again\" >&2; exec sleep 600"], meta.Command);
        Assert.Equal(["GREETING", "TOKEN"], meta.EnvKeys);
        Assert.Equal(["GREETING=héllo", "TOKEN=***"], meta.EnvVars!);
        Assert.Equal(["TOKEN"], meta.Mask!);
        Assert.Equal(["ci.build", "nightly"], meta.Tags);
        Assert.Equal((600_000L, 5_000L, 1_000L, 1_048_576L), (meta.TimeoutMs, meta.KillAfterMs, meta.ProgressEveryMs, meta.LogMaxBytes));
        Assert.Equal(
            new NotificationSettings
            {
                NotifyCommand = "TOKEN=secret notify-me",
                NotifyFile = "events.ndjson",
                OnOutputMatch = new OutputMatchRule { Pattern = "ERROR.*", MatchType = OutputMatchType.Regex, Command = "exit 7", File = "lines.ndjson" },
                NotifyTimeoutMs = 30_000,
            },
            meta.Notification);
        Assert.Equal((null, null), (meta.RequestId, meta.Others));
    }

    [Fact]
    public void A_description_with_the_name_of_its_submission()
    {
        var meta = Read("meta.request.json", ContractJson.Compact.JobMeta);
        Assert.Equal((Named, "nightly build / 2026-11-26", "/tmp/demo/work"), (meta.Job.Id, meta.RequestId, meta.Cwd));
        Assert.Equal(["make", "test"], meta.Command);
        Assert.Null(meta.Others);
    }

    // Its name and the second word were computed by the version that wrote it: a repeat must find it for as long as the job is there.
    [Fact]
    public void Which_job_a_submission_has_started()
    {
        var meta = Read("meta.request.json", ContractJson.Compact.JobMeta);
        Assert.Equal($"{Named} {RequestKey.Fingerprint(meta.Command, meta.Cwd!)}\n", Text($"requests/{RequestKey.FileName(meta.RequestId!)}"));
    }

    public static TheoryData<string, ExitRecord> Exits => new()
    {
        {
            "exit.exited.json",
            new()
            {
                Pid = 25277, ExitCode = 0, DurationMs = 5, FinishedAtUnixMs = 1795406242237, UserTimeMs = 3, SystemTimeMs = 1, PeakMemoryBytes = 3600384,
                StdoutBytes = 6, OutputComplete = true,
            }
        },
        {
            "exit.killed.json",
            new()
            {
                Pid = 25298, Signal = 15, Cause = "kill", DurationMs = 3385, FinishedAtUnixMs = 1795406245700, UserTimeMs = 4, SystemTimeMs = 3,
                PeakMemoryBytes = 3571712, StdoutBytes = 17, StderrBytes = 12, OutputComplete = true,
            }
        },
        {
            "exit.timeout.json",
            new()
            {
                Pid = 25425, ExitCode = 9, Cause = "timeout", DurationMs = 200, FinishedAtUnixMs = 1795406246968, UserTimeMs = 2, SystemTimeMs = 1,
                PeakMemoryBytes = 3506176, OutputComplete = true,
            }
        },
        {
            "exit.flooded.json",
            new()
            {
                Pid = 25475, ExitCode = 0, DurationMs = 25, FinishedAtUnixMs = 1795406249126, UserTimeMs = 3, SystemTimeMs = 4, PeakMemoryBytes = 3477504,
                StdoutBytes = 588895, DroppedBytes = 568895, OutputComplete = true,
            }
        },
        {
            "exit.unwritten.json",
            new()
            {
                Pid = 31877, ExitCode = 3, DurationMs = 2140, FinishedAtUnixMs = 1795659043512, UserTimeMs = 12, SystemTimeMs = 9, PeakMemoryBytes = 3608576,
                StdoutBytes = 3000013, StderrBytes = 64, DroppedBytes = 2934477, UnwrittenBytes = 2934464, OutputComplete = true,
            }
        },
        {
            "exit.launch_failed.json",
            new()
            {
                LaunchError = "working directory /tmp/demo/nowhere: No such file or directory", LaunchErrno = 2, FinishedAtUnixMs = 1795406248030,
                OutputComplete = true,
            }
        },
    };

    [Theory]
    [MemberData(nameof(Exits))]
    public void Ends_as_the_keeper_saw_them(string file, ExitRecord expected) => Assert.Equal(expected, Read(file, ContractJson.Compact.ExitRecord));

    [Fact]
    public void What_the_logs_lack() => Assert.Equal(
        new OutputRecord
        {
            Stdout = new() { HeadBytes = 10000, DroppedBytes = 568895, TailBytes = 0, LimitBytes = 20001 },
            Full = new() { HeadBytes = 9990, DroppedBytes = 3568896, TailBytes = 0, LimitBytes = 20001 },
        },
        Read("output.json", ContractJson.Compact.OutputRecord));

    [Fact]
    public void What_the_system_refused() => Assert.Equal(
        new OutputRecord
        {
            Stdout = new() { HeadBytes = 0, DroppedBytes = 13, TailBytes = 0, LimitBytes = 1073741825 },
            StdoutUnwrittenBytes = 2934400,
            StderrUnwrittenBytes = 64,
        },
        Read("output.unwritten.json", ContractJson.Compact.OutputRecord));

    [Theory]
    [InlineData("killed", Busy, JobStatus.Killed, "/tmp/demo/work", Created, Told, 3385L, null, "15", EndReason.Killed, null, null)]
    [InlineData("exited", Timed, JobStatus.Exited, "/tmp/demo/work", "2026-11-23T03:57:26Z", "2026-11-23T03:57:26Z", 200L, 9, null, EndReason.Timeout, true, null)]
    [InlineData("failed", Failed, JobStatus.Failed, "/tmp/demo/nowhere", "2026-11-23T03:57:28Z", "2026-11-23T03:57:28Z", null, null, null, EndReason.LaunchFailed, null,
        "working directory /tmp/demo/nowhere: No such file or directory")]
    public void Ends_as_sinks_were_told(
        string name, string id, JobStatus state, string cwd, string started, string finished, long? took, int? code, string? signal, EndReason reason, bool? timedOut, string? error)
    {
        var told = Read($"completion_event.{name}.json", ContractJson.Compact.CompletionEvent);
        Assert.Equal(("0.1", "job.finished", id, state), (told.SchemaVersion, told.EventType, told.JobId, told.State));
        Assert.Equal((cwd, started, finished, took), (told.Cwd, told.StartedAt, told.FinishedAt, told.DurationMs));
        Assert.Equal((code, signal, reason, timedOut, error), (told.ExitCode, told.Signal, told.Reason, told.TimedOut, told.Error));
        Assert.Equal(($"/tmp/demo/jobs/{id}/stdout.log", $"/tmp/demo/jobs/{id}/stderr.log"), (told.StdoutLogPath, told.StderrLogPath));
        Assert.Single(told.Command);
    }

    [Fact]
    public void An_end_whose_keeper_was_lost()
    {
        var told = Read("completion_event.keeper_lost.json", ContractJson.Compact.CompletionEvent);
        Assert.Equal((JobStatus.Exited, EndReason.Exited, 7, true), (told.State, told.Reason, told.ExitCode, told.KeeperLost));
        Assert.Null(Read("completion_event.exited.json", ContractJson.Compact.CompletionEvent).KeeperLost);
    }

    [Fact]
    public void What_became_of_telling() => Assert.Equal(
        [
            new()
            {
                SinkType = SinkType.Command, Target = "TOKEN=secret notify-me", Success = false, Error = "exited with status exit status: 127", AttemptedAt = Told,
                ExitCode = 127, StderrTail = "sh: 1: notify-me: not found\n",
            },
            new() { SinkType = SinkType.File, Target = "events.ndjson", Success = true, AttemptedAt = Told },
        ],
        Read("completion_event.killed.json", ContractJson.Compact.CompletionEvent).DeliveryResults!);

    [Fact]
    public void Lines_that_matched()
    {
        var lines = Text("notification_events.ndjson").TrimEnd('\n').Split('\n');
        var matches = lines.Select(line => System.Text.Json.JsonSerializer.Deserialize(line, ContractJson.Compact.OutputMatchEvent)!).ToArray();
        Assert.Equal(
            [(OutputMatchStream.Stdout, "ERROR: disk full", 17L), (OutputMatchStream.Stderr, "ERROR again", 12L)],
            matches.Select(match => (match.Stream, match.Line, match.EndBytes ?? 0)));
        Assert.All(matches, match =>
        {
            Assert.Equal(("0.1", "job.output.matched", Busy, "ERROR.*", OutputMatchType.Regex), (match.SchemaVersion, match.EventType, match.JobId, match.Pattern, match.MatchType));
            Assert.Equal(($"/tmp/demo/jobs/{Busy}/stdout.log", $"/tmp/demo/jobs/{Busy}/stderr.log"), (match.StdoutLogPath, match.StderrLogPath));
            Assert.Null(match.LineTruncated);
            Assert.Equal(
                [
                    new() { SinkType = SinkType.Command, Target = "exit 7", Success = false, Error = "exited with status exit status: 7", AttemptedAt = Told, ExitCode = 7 },
                    new() { SinkType = SinkType.File, Target = "lines.ndjson", Success = true, AttemptedAt = Told },
                ],
                match.DeliveryResults!);
        });
    }

    [Fact]
    public void What_notifications_need_of_the_caller()
    {
        var caller = Read("caller.json", ContractJson.Compact.CallerRecord);
        Assert.Equal(("/tmp/demo/work", 18), (caller.Directory, caller.Umask));
        Assert.Equal(["sh", "-lc"], caller.ShellWrapper);
        Assert.Equal(
            "PWD=/tmp/demo/work\0HOME=/tmp/demo/home\0LANG=C.UTF-8\0AGENT_EXEC_ROOT=/tmp/demo/jobs\0PATH=/usr/local/bin:/usr/bin:/bin\0",
            Encoding.UTF8.GetString(caller.Environment));
    }

    [Fact]
    public void How_far_the_output_was_searched() => Assert.Equal(new MatchCursor(17, 12), Read("match_cursor.json", ContractJson.Compact.MatchCursor));

    [Fact]
    public void Where_the_host_is() => Assert.Equal(
        new HostEndpoint(
            38489, 25255, 1684114, "5f0c2f0e-6a3b-4f0e-9d38-2f6f1f0c7a11", 1, "A098A81CC9C450C897F4E700BB647397A014E2C9FF40A4064DB8AC0BF508F9DB", Created, "0.1.0"),
        Read("endpoint.json", ContractJson.Compact.HostEndpoint));
}
