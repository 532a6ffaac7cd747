namespace AgentExec.Contract.Tests;

public sealed class A1_Process : InWorld
{
    [Fact]
    public void A1_1_output_is_never_streamed()
    {
        var run = Run("run", "--snapshot-after", "0", "--", "echo streamed; echo streamed >&2");
        Assert.DoesNotContain("streamed", run.Stdout + run.Stderr);
        Ok("wait", run.Ok().Text("job_id"));
    }

    [Fact]
    public void A1_2_job_survives_the_exit_of_run()
    {
        var job = Launch("--", $"until [ -e {InWork("go")} ]; do sleep 0.02; done; echo survived");
        Assert.Equal("running", Ok("status", job).Text("state"));
        WriteWork("go", "");
        Assert.Equal("exited", Ok("wait", job).Text("state"));
        Assert.Equal("survived\n", Log(job));
    }

    [Fact]
    public void A1_3_any_process_observes_and_controls_any_job()
    {
        var job = Launch("--", "echo here; sleep 600");
        UntilSaid(job, "here");
        Environment["HOME"] = this["other"];
        Environment["XDG_CONFIG_HOME"] = this["other"];
        Work = "/";
        Assert.Equal("running", Ok("status", job).Text("state"));
        Assert.Equal("here", Ok("tail", job).Text("stdout_tail"));
        Assert.Single(Ok("list", "--all").Items("jobs"));
        Ok("kill", job);
        Assert.Equal("killed", Ok("wait", job).Text("state"));
    }

    [Fact]
    public void A1_4_captured_output_ends_with_run()
    {
        var captured = Shell("answer=$(\"$0\" run --snapshot-after 0 -- sleep 600 2>&1); echo \"[$answer]\"");
        Assert.Equal(0, captured.ExitCode);
        Assert.StartsWith("[{", captured.Stdout);
        Assert.EndsWith("}]\n", captured.Stdout);
    }
}
