using System.Text;
using System.Text.Json;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;

namespace AgentExec.Contracts.Tests.Json;

/// <summary>The exact shape of <c>meta.json</c> and <c>state.json</c> (contract A7), read and written.</summary>
public sealed class JobFileTests
{
    // As v0.1.5 writes them, built from contract A7.
    private const string OldMeta = """
        {
          "job": {
            "id": "01M81M2XMPDE2MTY31S75VTQC4"
          },
          "schema_version": "0.1",
          "command": [
            "echo",
            "hällo"
          ],
          "created_at": "2026-01-01T00:00:00Z",
          "root": "/j",
          "env_keys": [
            "A"
          ],
          "env_vars": [
            "A=***"
          ],
          "mask": [
            "A"
          ],
          "cwd": "/w",
          "notification": {
            "notify_command": "x",
            "on_output_match": {
              "pattern": "p",
              "match_type": "contains",
              "stream": "either"
            }
          },
          "tags": [
            "a.b"
          ]
        }
        """;

    private const string OldState = """
        {
          "job": {
            "id": "01M81M2XMPDE2MTY31S75VTQC4",
            "status": "running",
            "started_at": "2026-01-01T00:00:00Z"
          },
          "result": {
            "exit_code": null,
            "signal": null,
            "duration_ms": null
          },
          "pid": 4255,
          "updated_at": "2026-01-01T00:00:01Z"
        }
        """;

    [Fact]
    public void A_file_of_the_original_comes_back_byte_for_byte()
    {
        Assert.Equal(OldMeta, Encoding.UTF8.GetString(ContractJson.ToFile(Meta(OldMeta))));
        Assert.Equal(OldState, Encoding.UTF8.GetString(ContractJson.ToFile(State(OldState))));
    }

    [Fact]
    public void Only_what_has_a_value_is_written()
    {
        var meta = new JobMeta { Job = new JobMetaId("i"), Command = ["c"], CreatedAt = "t", Root = "r" };
        Assert.Equal(
            """{"job":{"id":"i"},"schema_version":"0.1","command":["c"],"created_at":"t","root":"r","env_keys":[],"tags":[]}""",
            Encoding.UTF8.GetString(ContractJson.ToLine(meta)));
        var state = new JobState { Job = new JobProgress("i", JobStatus.Failed, "t"), Result = JobResult.None, UpdatedAt = "u" };
        Assert.Equal(
            """{"job":{"id":"i","status":"failed","started_at":"t"},"result":{"exit_code":null,"signal":null,"duration_ms":null},"updated_at":"u"}""",
            Encoding.UTF8.GetString(ContractJson.ToLine(state)));
    }

    [Fact]
    public void Everything_is_written_in_the_order_of_the_contract()
    {
        var state = new JobState
        {
            Job = new JobProgress("i", JobStatus.Killed, "t"),
            Result = new JobResult { ExitCode = 1, Signal = "15", DurationMs = 2 },
            Pid = 3, FinishedAt = "f", UpdatedAt = "u", SignalName = "TERM", Reason = EndReason.LaunchFailed, TimedOut = true, Error = "e",
            OutputComplete = false, KillRequested = "TERM", PidStartTicks = 4, BootId = "b", UserTimeMs = 5, SystemTimeMs = 6, PeakMemoryBytes = 7,
            DroppedBytes = 8, UnwrittenBytes = 9,
        };
        const string expected =
            "{\"job\":{\"id\":\"i\",\"status\":\"killed\",\"started_at\":\"t\"},\"result\":{\"exit_code\":1,\"signal\":\"15\",\"duration_ms\":2},\"pid\":3,"
            + "\"finished_at\":\"f\",\"updated_at\":\"u\",\"signal_name\":\"TERM\",\"reason\":\"launch_failed\",\"timed_out\":true,\"error\":\"e\","
            + "\"output_complete\":false,\"kill_requested\":\"TERM\",\"pid_start_ticks\":4,\"boot_id\":\"b\",\"user_time_ms\":5,"
            + "\"system_time_ms\":6,\"peak_memory_bytes\":7,\"dropped_bytes\":8,\"unwritten_bytes\":9}";
        Assert.Equal(expected, Encoding.UTF8.GetString(ContractJson.ToLine(state)));
        Assert.Equal(state, State(expected));
    }

    [Fact]
    public void The_oldest_files_lack_what_came_later()
    {
        var meta = Meta("""{"job":{"id":"i"},"schema_version":"0.1","command":[],"created_at":"t","root":"r","env_keys":[]}""");
        Assert.Equal((null, null, null, null), (meta.EnvVars, meta.Mask, meta.Cwd, meta.Notification));
        Assert.Empty(meta.Tags);
        var state = State("""{"job":{"id":"i","status":"exited","started_at":"t"},"result":{"exit_code":0},"updated_at":"u"}""");
        Assert.Equal((0, null, null, null, true), (state.Result.ExitCode, state.Result.Signal, state.Pid, state.FinishedAt, state.IsTerminal));
    }

    [Theory]
    [InlineData("\"TERM\"")]
    [InlineData("\"15\"")]
    public void The_original_writes_a_signal_as_name_or_number(string signal) => Assert.Equal(
        signal.Trim('"'), State($$$"""{"job":{"id":"i","status":"killed","started_at":"t"},"result":{"signal":{{{signal}}}},"updated_at":"u"}""").Result.Signal);

    [Fact]
    public void Unknown_fields_survive_a_rewrite_at_every_level()
    {
        const string state = """{"job":{"id":"i","status":"running","started_at":"t","x":[1]},"result":{"exit_code":null,"signal":null,"duration_ms":null,"y":{"z":null}},"updated_at":"u","windows_job_name":"AgentExec-i"}""";
        Assert.Equal(state, Encoding.UTF8.GetString(ContractJson.ToLine(State(state) with { Pid = null })));
        const string meta = """{"job":{"id":"i","x":"é"},"schema_version":"0.1","command":["c"],"created_at":"t","root":"r","env_keys":[],"tags":[],"future":{"a":[null,1.50]}}""";
        Assert.Equal(meta, Encoding.UTF8.GetString(ContractJson.ToLine(Meta(meta) with { Tags = [] })));
    }

    [Theory]
    [InlineData("""{"result":{},"updated_at":"u"}""")]
    [InlineData("""{"job":{"id":"i","status":"running","started_at":"t"},"updated_at":"u"}""")]
    [InlineData("""{"job":{"id":"i","status":"running","started_at":"t"},"result":{}}""")]
    [InlineData("""{"job":{"status":"running","started_at":"t"},"result":{},"updated_at":"u"}""")]
    [InlineData("""{"job":{"id":"i","started_at":"t"},"result":{},"updated_at":"u"}""")]
    [InlineData("""{"job":{"id":"i","status":"running"},"result":{},"updated_at":"u"}""")]
    [InlineData("""{"job":{"id":"i","status":"bogus","started_at":"t"},"result":{},"updated_at":"u"}""")]
    [InlineData("""{"job":null,"result":{},"updated_at":"u"}""")]
    [InlineData("""{"job":{"id":"i","status":"running","started_at":"t"},"result":{},"updated_at":""")]
    [InlineData("")]
    public void A_state_without_what_is_required_is_refused(string text) => Assert.Throws<JsonException>(() => State(text));

    [Theory]
    [InlineData("""{"schema_version":"0.1","command":[],"created_at":"t","root":"r"}""")]
    [InlineData("""{"job":{"id":null},"command":[],"created_at":"t","root":"r"}""")]
    [InlineData("""{"job":{"id":"i"},"created_at":"t","root":"r"}""")]
    [InlineData("""{"job":{"id":"i"},"command":[],"root":"r"}""")]
    [InlineData("""{"job":{"id":"i"},"command":[],"created_at":"t"}""")]
    [InlineData("""{"job":{"id":"i"},"command":"c","created_at":"t","root":"r"}""")]
    public void A_description_without_what_is_required_is_refused(string text) => Assert.Throws<JsonException>(() => Meta(text));

    private static JobMeta Meta(string text) => JsonSerializer.Deserialize(text, ContractJson.Compact.JobMeta)!;

    private static JobState State(string text) => JsonSerializer.Deserialize(text, ContractJson.Compact.JobState)!;
}
