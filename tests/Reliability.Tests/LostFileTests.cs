using System.Text.Json.Nodes;

namespace AgentExec.Reliability.Tests;

/// <summary>A11, A12, A17, D1: somebody removes, damages or rewrites the files of a job while it runs.</summary>
public sealed class LostFileTests : SandboxTest
{
    private const string UntilAllowed = "echo ready; until [ -e go ]; do sleep 0.02; done; exit 7";

    [Theory]
    [InlineData("state.json", null)]
    [InlineData("state.json", "")]
    [InlineData("state.json", "{\"job\":{\"id\":5}}")]
    [InlineData("meta.json", null)]
    [InlineData("meta.json", "[]")]
    public void Should_answer_for_a_job_whose_file_is_gone_and_write_it_again(string file, string? content)
    {
        var job = Running();
        var before = File.ReadAllText(Box.JobFile(job, file));
        Damage(job, file, content);
        Assert.Equal("running", Cli.Ok("status", job).State);
        Assert.Equal(before, File.ReadAllText(Box.JobFile(job, file)));
        Damage(job, file, content);
        Assert.Equal("running", Cli.Ok("wait", "--timeout-ms", "1", job).State);
        Damage(job, file, content);
        Assert.Equal("running", Assert.Single(Cli.Ok("wait", "--until-silent", "60000", "--timeout-ms", "1", job).Items("jobs")).GetProperty("state").GetString());
        Damage(job, file, content);
        var killed = Cli.Ok("kill", job);
        Assert.Equal(("killed", "killed"), (killed.State, killed.Text("reason")));
        Assert.Equal("killed", Box.State(job).GetProperty("job").GetProperty("status").GetString());
    }

    [Fact]
    public void Should_end_a_job_whose_state_is_gone_though_its_host_was_killed()
    {
        var job = Running();
        Sandbox.KillHard(Box.Host());
        Damage(job, "state.json", null);
        Assert.Equal("killed", Cli.Ok("kill", job).State);
    }

    [Fact]
    public void Should_signal_a_job_whose_state_cannot_be_written()
    {
        var job = Running();
        var pid = Box.PidOf(job);
        Damage(job, "state.json", null);
        Directory.CreateDirectory(Box.JobFile(job, "state.json/in-the-way"));
        Assert.Equal("running", Cli.Ok("status", job).State);
        Cli.Ok("kill", "--wait-ms", "0", job);
        ProcessTable.AwaitEnd(pid);
        Directory.Delete(Box.JobFile(job, "state.json"), recursive: true);
        Assert.Equal("killed", Cli.Ok("wait", job).State);
    }

    [Fact]
    public void Should_tell_the_end_though_caller_json_was_removed()
    {
        var job = Cli.With("WORD", "remembered").Launch("--notify-command", $"echo \"$WORD\" >{Box["told"]}", "--", UntilAllowed);
        Box.UntilSaid(job, "ready");
        Damage(job, "caller.json", null);
        Allow();
        LogWatch.UntilContains(Box["told"], "remembered\n");
        Box.UntilDelivered(job);
    }

    [Fact]
    public void Should_record_whom_it_could_not_tell_when_caller_json_is_lost_for_good()
    {
        var job = Cli.Launch("--notify-command", "echo never", "--notify-file", Box["told"], "--", UntilAllowed);
        Box.UntilSaid(job, "ready");
        Sandbox.KillHard(Box.Host());
        Damage(job, "caller.json", null);
        // The next host finds the job running: of one that has ended it takes a missing file for everybody told.
        Assert.Equal("running", Cli.Ok("status", job).State);
        Allow();
        Assert.Equal(7, Cli.Ok("wait", job).Number("exit_code"));
        Assert.Equal(7, (int?)JsonNode.Parse(LogWatch.UntilContains(Box["told"], "\n"))!["exit_code"]);
        var results = JsonNode.Parse(LogWatch.UntilContains(Box.JobFile(job, "completion_event.json"), "\"file\""))!["delivery_results"]!.AsArray();
        Assert.Equal([("command", false), ("file", true)], results.Select(result => ((string)result!["sink_type"]!, (bool)result["success"]!)));
        Assert.Contains("caller.json is missing", (string?)results[0]!["error"], StringComparison.Ordinal);
    }

    [Fact]
    public void Should_make_a_removed_socket_again_when_the_host_is_gone()
    {
        var job = Running();
        Damage(job, "keeper.sock", null);
        Sandbox.KillHard(Box.Host());
        Patience.Until(() => File.Exists(Box.JobFile(job, "keeper.sock")), "the keeper has a name again");
        Assert.Equal("killed", Cli.Ok("kill", job).State);
    }

    [Fact]
    public void Should_kill_a_job_whose_keeper_has_no_socket_any_more()
    {
        var job = WithoutSocket();
        var killed = Cli.Ok("kill", job);
        Assert.Equal(("killed", "killed"), (killed.State, killed.Text("reason")));
    }

    [Fact]
    public void Should_tell_an_end_that_is_recorded_by_a_keeper_without_a_socket()
    {
        var job = WithoutSocket("--notify-file", Box["told"]);
        Allow();
        LogWatch.UntilContains(Box.JobFile(job, "exit.json"), "\"output_complete\"");
        Assert.Equal(("exited", 7), (Cli.Ok("status", job).State, Cli.Ok("status", job).Number("exit_code")));
        LogWatch.UntilContains(Box["told"], "\n");
    }

    [Fact]
    public void Should_not_believe_a_planted_end_of_a_command_that_lives()
    {
        var other = Cli.Ok("run", "--wait", "--", "exit 3").JobId;
        var job = WithoutSocket();
        File.Copy(Box.JobFile(other, "exit.json"), Box.JobFile(job, "exit.json"));
        Assert.Equal("running", Cli.Ok("status", job).State);
        Assert.Equal("killed", Cli.Ok("kill", job).State);
    }

    [Fact]
    public void Should_take_over_what_another_program_writes_into_meta_json()
    {
        var job = Running();
        var path = Box.JobFile(job, "meta.json");
        var meta = JsonNode.Parse(File.ReadAllText(path))!;
        meta["tags"] = new JsonArray("theirs");
        meta["notification"] = new JsonObject { ["notify_command"] = $"echo told >{Box["told"]}" };
        File.WriteAllText(path + ".new", meta.ToJsonString());
        File.Move(path + ".new", path, overwrite: true);
        Cli.Ok("notify", "set", "--notify-timeout", "50000", job);
        Allow();
        LogWatch.UntilContains(Box["told"], "told\n");
        Assert.Equal("theirs", Assert.Single(Box.Meta(job).GetProperty("tags").EnumerateArray()).GetString());
        Box.UntilDelivered(job);
    }

    private string Running(params string[] options)
    {
        var job = Cli.Launch([.. options, "--", UntilAllowed]);
        Box.UntilSaid(job, "ready");
        Box.PidOf(job);
        return job;
    }

    // The host first: its keeper makes the name again when the link goes.
    private string WithoutSocket(params string[] options)
    {
        var job = Running(options);
        Sandbox.KillHard(Box.Host());
        Damage(job, "keeper.sock", null);
        return job;
    }

    private void Damage(string job, string file, string? content)
    {
        File.Delete(Box.JobFile(job, file));
        if (content is not null) File.WriteAllText(Box.JobFile(job, file), content);
    }

    private void Allow() => File.WriteAllText(Path.Combine(Box.Work, "go"), "");
}
