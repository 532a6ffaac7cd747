namespace AgentExec.Contract.Tests;

public sealed class A4_Errors : InWorld
{
    [Fact]
    public void A4_1_wait_that_timed_out() => Assert.Equal(0, Run("wait", "--timeout-ms", "1", Launch("--", "sleep 600")).ExitCode);

    [Fact]
    public void A4_2_kill_of_a_finished_job() => Assert.Equal(0, Run("kill", Ended("--", "true")).ExitCode);

    [Fact]
    public void A4_3_exit_code_of_the_job()
    {
        var run = Run("run", "--wait", "--", "exit 42");
        Assert.Equal((0, 42L), (run.ExitCode, run.Ok().Number("exit_code")));
        Assert.Equal(0, Run("wait", run.Ok().Text("job_id")).ExitCode);
        Assert.Equal(0, Run("status", run.Ok().Text("job_id")).ExitCode);
    }

    [Fact]
    public void A4_4_error_is_exit_code_1()
    {
        var failed = Run("status", "nope");
        Assert.Equal((1, false), (failed.ExitCode, failed.Answer().Flag("ok")));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("tail")]
    [InlineData("wait")]
    [InlineData("kill")]
    public void A4_5_job_not_found(string verb)
    {
        const string job = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        Assert.Equal($"job not found: {job}", Error("job_not_found", verb, job).Text("error.message"));
        Ended("--", "true");
        Assert.Equal($"job not found: {job}", Error("job_not_found", verb, job).Text("error.message"));
    }

    [Fact]
    public void A4_6_job_not_found_by_the_set_commands()
    {
        Assert.Equal("job not found: nope", Error("job_not_found", "tag", "set", "nope").Text("error.message"));
        Assert.Equal("job not found: nope", Error("job_not_found", "notify", "set", "nope").Text("error.message"));
    }

    [Fact]
    public void A4_7_unknown_source_scheme() =>
        Assert.Contains("https://x", Error("unknown_source_scheme", "install-skills", "--source", "https://x").Text("error.message"));

    [Fact]
    public void A4_9_unreadable_meta()
    {
        var job = Ended("--", "true");
        File.WriteAllText(JobFile(job, "meta.json"), "{ \"job\": ");
        Assert.Contains("meta.json", Error("internal_error", "status", job).Text("error.message"));
    }

    [Fact]
    public void A4_10_unreadable_state()
    {
        var job = Ended("--", "true");
        // A host that still looks after the job writes the file again.
        Patience.Until(() => !File.Exists(JobFile(job, "caller.json")), "the host is done with the job");
        File.WriteAllText(JobFile(job, "state.json"), "{ \"job\": ");
        Assert.Contains("state.json", Error("internal_error", "status", job).Text("error.message"));
        Error("internal_error", "wait", job);
    }

    [Fact]
    public void A4_11_missing_state()
    {
        var job = Fixtures.Copy(this, "no-state");
        Error("internal_error", "status", job);
        Error("internal_error", "wait", job);
        Error("internal_error", "kill", job);
    }

    [Fact]
    public void A4_12_root_cannot_be_made()
    {
        WriteWork("file", "");
        Assert.Contains(InWork("file"), Error("internal_error", "--root", InWork("file/jobs"), "run", "true").Text("error.message"));
    }

    [Fact]
    public void A4_13_root_is_a_file()
    {
        WriteWork("file", "");
        Assert.Contains(InWork("file"), Error("internal_error", "--root", InWork("file"), "run", "true").Text("error.message"));
        Assert.Contains(InWork("file"), Error("internal_error", "--root", InWork("file"), "list").Text("error.message"));
    }

    [Fact]
    public void A4_14_broken_configuration() =>
        Error("internal_error", "run", "--config", WriteWork("broken.toml", "[shell"), "--", "true");

    [Fact]
    public void A4_15_empty_shell_wrapper() => Error("internal_error", "run", "--shell-wrapper", " ", "--", "true");

    [Fact]
    public void A4_16_bad_older_than() => Error("internal_error", "gc", "--older-than", "soon");

    [Fact]
    public void A4_19_skill_cannot_be_written()
    {
        WriteWork(".agents", "a file");
        Error("internal_error", "install-skills");
    }

    [Fact]
    public void A4_20_retryable_is_false()
    {
        Assert.False(Error("job_not_found", "status", "nope").Flag("error.retryable"));
        Assert.False(Error("internal_error", "run", "--shell-wrapper", "", "--", "true").Flag("error.retryable"));
    }

    [Fact]
    public void A4_21_message_names_the_thing()
    {
        Assert.Contains("nope", Error("job_not_found", "wait", "nope").Text("error.message"));
        Assert.Contains("broken.toml", Error("internal_error", "run", "--config", WriteWork("broken.toml", "=x"), "true").Text("error.message"));
    }
}
