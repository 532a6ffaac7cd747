namespace AgentExec.Reliability.Tests;

/// <summary>Fault 41: a caller that dies in the middle of a submission, or repeats it.</summary>
public sealed class RequestIdTests : SandboxTest
{
    private static readonly string[] Submission = ["run", "--request-id", "nightly 1", "--snapshot-after", "0", "--", "echo once; exec sleep 600"];

    [Fact]
    public void Should_answer_a_repeat_with_the_job_that_exists()
    {
        var first = Cli.Ok(Submission);
        Assert.Equal(("nightly 1", false), (first.Text("request_id"), first.Has("repeated")));
        var again = Cli.Ok(["run", "--request-id", "nightly 1", "--snapshot-after", "0", "--tag", "other", "--env", "A=1", .. Submission[5..]]);
        Assert.Equal((first.JobId, "running", true), (again.JobId, again.State, again.Flag("repeated")));
        // What is said of the job is true of the job, not of the repeat.
        Assert.Equal((0, false), (again.Texts("tags").Count, again.Has("env_vars")));
        Assert.Equal("nightly 1", Box.Meta(first.JobId).GetProperty("request_id").GetString());
        Assert.Single(Box.Jobs());
        Box.Finish(first.JobId);
        var ended = Cli.Ok(Submission);
        Assert.Equal((first.JobId, "killed", true), (ended.JobId, ended.State, ended.Flag("repeated")));
    }

    [Fact]
    public void Should_watch_and_wait_for_the_job_that_exists()
    {
        string[] command = ["--", "echo once; until [ -e go ]; do sleep 0.05; done; exit 7"];
        var job = Cli.Ok(["run", "--request-id", "w", "--snapshot-after", "0", .. command]).JobId;
        Box.UntilSaid(job, "once");
        var seen = Cli.Ok(["run", "--request-id", "w", "--snapshot-after", "1", .. command]);
        Assert.Equal((job, "once"), (seen.JobId, seen.Snapshot.GetProperty("stdout_tail").GetString()));
        using var waiting = Cli.Start(["run", "--request-id", "w", "--wait", .. command]);
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        var end = waiting.Finish().Ok();
        Assert.Equal((job, "exited", 7L, true), (end.JobId, end.State, end.Number("exit_code"), end.Flag("repeated")));
        Assert.Equal("once", end.Json.GetProperty("final_snapshot").GetProperty("stdout_tail").GetString());
    }

    [Fact]
    public void Should_find_the_job_after_the_host_was_killed()
    {
        var first = Cli.Ok(Submission);
        Box.UntilSaid(first.JobId, "once");
        Sandbox.KillHard(Box.Host());
        var again = Cli.Ok(Submission);
        Assert.Equal((first.JobId, "running", true), (again.JobId, again.State, again.Flag("repeated")));
        Assert.Single(Box.Jobs());
        Box.Finish(first.JobId);
    }

    [Fact]
    public async Task Should_start_one_job_for_ten_callers_at_once()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Cli.RunAsync(Submission)));
        var answers = runs.Select(run => run.Ok()).ToList();
        var job = Assert.Single(answers.Select(answer => answer.JobId).Distinct());
        Assert.Equal(9, answers.Count(answer => answer.Has("repeated")));
        Assert.Equal([job], Box.Jobs());
        Box.UntilSaid(job, "once");
        Assert.Equal("once\n", Box.Stdout(job));
        Box.Finish(job);
    }

    [Fact]
    public void Should_start_one_job_when_callers_are_killed_in_the_middle()
    {
        Cli.Ok("host", "start");
        for (var i = 0; i < 5; i++)
        {
            using var killed = Cli.Start(Submission);
            // At another moment each time, before or after the host has heard of it.
            ProcessTable.HasEnded(killed.Pid, TimeSpan.FromMilliseconds(10 * i));
            killed.Kill();
        }

        var job = Cli.Ok(Submission).JobId;
        Assert.Equal([job], Box.Jobs());
        Box.Finish(job);
    }

    [Fact]
    public void Should_refuse_a_repeat_that_asks_for_something_else()
    {
        var job = Cli.Ok("run", "--request-id", "k", "--", "echo one").JobId;
        var refusals = new[]
        {
            Cli.Fails("request_conflict", "run", "--request-id", "k", "--", "echo two"),
            Cli.Fails("request_conflict", "run", "--request-id", "k", "--cwd", "/", "--", "echo one"),
        };
        Assert.All(refusals, refusal =>
        {
            Assert.Contains(job, refusal.Message, StringComparison.Ordinal);
            Assert.Equal(job, refusal.Error.GetProperty("details").GetProperty("job_id").GetString());
            Assert.False(refusal.Error.GetProperty("retryable").GetBoolean());
        });
        Assert.Equal([job], Box.Jobs());
    }

    [Fact]
    public void Should_start_anew_when_the_job_is_gone()
    {
        var first = Cli.Ok("run", "--request-id", "k", "--wait", "--", "true").JobId;
        // In the next second, for age counts in whole ones.
        Patience.Until(() => Cli.Ok("gc", "--older-than", "0s").Number("deleted") == 1, "gc removes the job");
        Assert.Empty(Directory.GetFiles(Box.HostFile("requests")));
        var second = Cli.Ok("run", "--request-id", "k", "--wait", "--", "true");
        Assert.NotEqual(first, second.JobId);
        Assert.False(second.Has("repeated"));
        Nodes.RemoveTree(Path.Combine(Box.Root, second.JobId));
        // The host may not be done with the job that it has just ended, and finds out when it is.
        CliRun? third = null;
        Patience.Until(() => (third = Cli.Run("run", "--request-id", "k", "--wait", "--", "true")).ExitCode == 0, "the host knows that the job is gone");
        Assert.Equal((false, third!.Ok().JobId), (third.Ok().Has("repeated"), Assert.Single(Box.Jobs())));
    }
}
