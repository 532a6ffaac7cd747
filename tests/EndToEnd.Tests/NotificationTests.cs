using System.Text.Json;
using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>The end of a job and lines of its output are told to commands and files (contract A19, A20, B15).</summary>
public sealed class NotificationTests : SandboxTest
{
    [Fact]
    public void Should_tell_the_end_to_a_command_and_a_file_and_nothing_to_the_terminal_of_the_caller()
    {
        const string notify = "cat >told; printf '%s' \"$AGENT_EXEC_EVENT_TYPE $AGENT_EXEC_JOB_ID $AGENT_EXEC_EVENT_PATH\" >names; echo out; echo err >&2";
        var run = Cli.Run("run", "--notify-command", notify, "--notify-file", "sub/events", "--", "echo hello; exit 3");
        Assert.Equal("", run.Stderr);
        var job = run.Ok().JobId;
        var recorded = UntilTold(job, 2);
        Assert.All(recorded, result => Assert.True(result.GetProperty("success").GetBoolean(), result.GetRawText()));
        Assert.Equal(["command", "file"], recorded.Select(result => result.GetProperty("sink_type").GetString()));
        Assert.Equal($"job.finished {job} {Box.JobFile(job, "completion_event.json")}", Text("names"));
        Assert.Equal(Text("told") + "\n", Text("sub/events"));
        using var told = JsonDocument.Parse(Text("told"));
        Answer.HasShape(
            told.RootElement,
            "schema_version:text event_type:text job_id:text state:text command:texts cwd:text started_at:time finished_at:time duration_ms:number "
            + "exit_code:number stdout_log_path:text stderr_log_path:text reason:text");
        Assert.Equal(3, told.RootElement.GetProperty("exit_code").GetInt32());
        Box.UntilDelivered(job);
        Assert.Equal("exited", Cli.Ok("status", job).State);
    }

    [Fact]
    public void Should_not_make_a_file_when_nobody_wants_to_know()
    {
        var job = Cli.Ok("run", "--", "true").JobId;
        Box.UntilDelivered(job);
        Assert.False(File.Exists(Box.JobFile(job, "completion_event.json")));
    }

    [Fact]
    public void Should_tell_the_end_through_the_next_host_when_the_first_one_is_killed_before()
    {
        var job = Cli.Launch("--notify-command", "cat >>told", "--notify-file", "events", "--", "echo ready; until [ -e go ]; do sleep 0.05; done; exit 4");
        Box.UntilSaid(job, "ready");
        var first = Box.Host();
        Sandbox.KillHard(first);
        Allow("go");
        Assert.Equal(2, UntilTold(job, 2).Count);
        Assert.Equal(Text("events"), Text("told") + "\n");
        Box.UntilDelivered(job);
        Assert.NotEqual(first, Box.Host());
    }

    [Fact]
    public void Should_go_on_with_the_sinks_that_are_not_recorded_when_the_host_is_killed_while_it_tells()
    {
        var job = Cli.Launch("--notify-command", "echo x >>calls; until [ -e go ]; do sleep 0.05; done", "--notify-file", "events", "--", "true");
        _ = UntilTold(job, 1);
        LogWatch.UntilContains(InWork("calls"), "x");
        Sandbox.KillHard(Box.Host());
        Allow("go");
        Cli.Ok("host", "start");
        Assert.Equal(["command", "file"], UntilTold(job, 2).Select(result => result.GetProperty("sink_type").GetString()));
        // The command was under way and is asked again; the file was recorded and is not.
        Assert.Equal(2, File.ReadAllLines(InWork("calls")).Length);
        Assert.Single(File.ReadAllLines(InWork("events")));
        Box.UntilDelivered(job);
    }

    [Fact]
    public void Should_kill_a_notify_command_that_hangs_and_record_it()
    {
        var job = Cli.Launch("--notify-command", "echo hanging >&2; sleep 600", "--notify-timeout", "1500", "--", "true");
        var result = Assert.Single(UntilTold(job, 1));
        Assert.False(result.GetProperty("success").GetBoolean());
        Assert.Equal("timed out after 1500 ms and was killed", result.GetProperty("error").GetString());
        Assert.Equal("hanging\n", result.GetProperty("stderr_tail").GetString());
        Box.UntilDelivered(job);
        Assert.Empty(ProcessTable.WithArguments("sleep 600").Intersect(ProcessTable.TracesOf(Box.Path)));
    }

    [Fact]
    public void Should_tell_each_line_that_matches_once_though_the_host_is_killed_in_between()
    {
        const string chatty = "echo 'hit before'; echo ready; until [ -e go ]; do sleep 0.05; done; "
            + "i=0; while [ $i -lt 30 ]; do i=$((i+1)); echo hit $i; echo miss $i; sleep 0.05; done; printf 'hit last'";
        var job = Cli.Launch("--", chatty);
        Box.UntilSaid(job, "ready");
        var set = Cli.Ok("notify", "set", "--output-pattern", "^hit", "--output-match-type", "regex", "--output-file", "events", job);
        set.HasShape("schema_version:text ok:bool type:text job_id:text notification:object");
        Allow("go");
        Box.UntilSaid(job, "hit 5\n");
        Sandbox.KillHard(Box.Host());
        Box.UntilSaid(job, "hit 12\n");
        Cli.Ok("host", "start");
        Box.UntilSaid(job, "hit 20\n");
        Sandbox.KillHard(Box.Host());
        Cli.Ok("wait", job);
        Box.UntilDelivered(job);
        string[] expected = [.. Enumerable.Range(1, 30).Select(i => $"hit {i}"), "hit last"];
        Assert.Equal(expected, Lines(Box.JobFile(job, "notification_events.ndjson")));
        // Told and not recorded when the host was killed: at most one line each time, told again.
        var told = Lines(InWork("events"));
        Assert.Equal(expected, told.Distinct());
        Assert.InRange(told.Count, expected.Length, expected.Length + 2);
    }

    [Fact]
    public void Should_run_nothing_for_a_finished_job_and_find_nothing_for_an_earlier_line()
    {
        var job = Cli.Ok("run", "--", "echo hit").JobId;
        Box.UntilDelivered(job);
        var set = Cli.Ok("notify", "set", "--command", "touch never", "--output-pattern", "hit", "--output-command", "touch never", job);
        Assert.Equal(
            """{"notify_command":"touch never","on_output_match":{"pattern":"hit","match_type":"contains","stream":"either","command":"touch never"}}""",
            set.Json.GetProperty("notification").GetRawText());
        Assert.Equal("{}", Cli.Ok("notify", "set", Cli.Ok("run", "--", "true").JobId).Json.GetProperty("notification").GetRawText());
        Cli.Fails("invalid_pattern", "notify", "set", "--output-pattern", "(", "--output-match-type", "regex", job);
        Cli.Fails("job_not_found", "notify", "set", "01M81M2XMPDE2MTY31S75VTQC4");
        Assert.Equal(["a", "b.c"], Cli.Ok("tag", "set", "--tag", "a", "--tag", "b.c", "--tag", "a", job).Texts("tags"));
        Assert.Equal(job, Assert.Single(Cli.Ok("list", "--tag", "b.*").Items("jobs")).GetProperty("job_id").GetString());
        Cli.Ok("host", "stop");
        Cli.Ok("host", "start");
        Assert.False(File.Exists(InWork("never")));
    }

    // An atomic replacement of the file is a rename, which the watch sees.
    private List<JsonElement> UntilTold(string job, int sinks)
    {
        var file = Box.JobFile(job, "completion_event.json");
        List<JsonElement> results = [];
        LogWatch.Until(file, () =>
        {
            if (!File.Exists(file)) return false;
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            results = [.. document.RootElement.GetProperty("delivery_results").EnumerateArray().Select(result => result.Clone())];
            return results.Count >= sinks;
        });
        return results;
    }

    private void Allow(string name) => File.WriteAllText(InWork(name), "");

    private string InWork(string name) => Path.Combine(Box.Work, name);

    private string Text(string name) => File.ReadAllText(InWork(name));

    private static List<string> Lines(string path) => [.. File.ReadLines(path).Select(LineOf)];

    private static string LineOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("line").GetString()!;
    }
}
