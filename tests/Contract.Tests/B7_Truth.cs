namespace AgentExec.Contract.Tests;

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B7_Files : InWorld
{
    [Fact]
    public void B7_2_meta()
    {
        var job = Fixtures.Copy(this, "unknown-fields");
        Ok("tag", "set", job, "--tag", "new");
        Ok("notify", "set", job, "--command", "true");
        Assert.Equal("""{"a":[1,null]}""", Meta(job).Raw("future"));
        Assert.True(Meta(job).Flag("notification.later"));
        Assert.Equal(["new"], Meta(job).Texts("tags"));
    }

    [Fact]
    public void B7_3_state()
    {
        var job = Fixtures.Copy(this, "running-dead-pid");
        var file = JobFile(job, "state.json");
        File.WriteAllText(file, File.ReadAllText(file).TrimEnd()[..^1] + ",\n  \"future\": {\n    \"b\": [2]\n  }\n}");
        Assert.Equal("failed", Ok("status", job).Text("state"));
        Assert.Equal("""{"b":[2]}""", State(job).Raw("future"));
    }
}

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B8_Lost : Notifications
{
    [Fact]
    public void B8_1_everything_gone()
    {
        var job = Launch("--", "exec sleep 600");
        var (workload, keeper, host) = ProcessesOf(job);
        foreach (var pid in (long[])[host, keeper, workload]) Processes.Kill(pid);
        var status = Ok("status", job);
        Assert.Equal(("failed", "lost"), (status.Text("state"), status.Text("reason")));
        Assert.Equal(("failed", "lost"), (State(job).Text("job.status"), State(job).Text("reason")));
        Assert.Equal("failed", Ok("wait", job).Text("state"));
    }

    [Fact]
    public void B8_2_recorded_end()
    {
        var job = Launch("--", $"{UntilGo}; exit 42");
        var (workload, keeper, host) = ProcessesOf(job);
        Processes.Kill(host);
        Go();
        Patience.Until(() => Processes.IsGone(workload) && Processes.IsGone(keeper), "the keeper has gone");
        var status = Ok("status", job);
        Assert.Equal(("exited", 42L), (status.Text("state"), status.Number("exit_code")));
    }

    [Fact]
    public void B8_3_recycled_pid()
    {
        var job = Fixtures.Copy(this, "running-dead-pid");
        var file = JobFile(job, "state.json");
        var start = long.Parse(Processes.StartOf(System.Environment.ProcessId));
        var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        File.WriteAllText(file, File.ReadAllText(file).Replace("4194303", $"{System.Environment.ProcessId},\n  \"pid_start_ticks\": {start - 1},\n  \"boot_id\": \"{boot}\""));
        Assert.Equal(("failed", "lost"), (Ok("status", job) is var status ? status.Text("state") : "", status.Text("reason")));
    }

    private (long Workload, long Keeper, long Host) ProcessesOf(string job)
    {
        LogWatch.Until(JobFile(job, "state.json"), () => State(job).Has("pid"));
        var workload = State(job).Number("pid");
        return (workload, Processes.ParentOf(workload), Ok("host", "status").Number("pid"));
    }
}

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B9_Wait : InWorld
{
    [Fact]
    public void B9_1_no_polling()
    {
        Assert.InRange(Wait("--wait-poll-ms", "60000", "--", "sleep 0.2").Number("waited_ms"), 200, 5000);
        Assert.InRange(Run("wait", "--poll-ms", "60000", Launch("--", "sleep 0.3")).Took.TotalMilliseconds, 0, 5000);
    }

    [Fact]
    public void B9_2_deadlines()
    {
        var wait = Run("wait", "--timeout-ms", "400", "--poll-ms", "60000", Launch("--", "sleep 600"));
        Assert.Equal("running", wait.Ok().Text("state"));
        Assert.InRange(wait.Took.TotalMilliseconds, 400, 4000);
    }
}

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B10_Tail : InWorld
{
    [Fact]
    public void B10_1_huge_log()
    {
        var job = Fixtures.Copy(this, "exited");
        using (var log = new FileStream(JobFile(job, "stdout.log"), FileMode.Open))
        {
            // A hole: it takes no room on disk, and minutes to read through.
            log.Seek(200L << 30, SeekOrigin.Begin);
            log.Write("\nlast\n"u8);
        }

        var tail = Run("tail", "--tail-lines", "1", job);
        Assert.Equal(("last", (200L << 30) + 6), (tail.Ok().Text("stdout_tail"), tail.Ok().Number("stdout_observed_bytes")));
        Assert.InRange(tail.Took.TotalMilliseconds, 0, 5000);
    }

    [Theory]
    [InlineData(2, "")]
    [InlineData(3, "")]
    [InlineData(4, "😀")]
    [InlineData(5, "😀")]
    [InlineData(8, "😀😀")]
    public void B10_2_cut(int bytes, string expected)
    {
        var job = Fixtures.Copy(this, "exited");
        File.WriteAllText(JobFile(job, "stdout.log"), "ü😀😀");
        var tail = Ok("tail", "--max-bytes", $"{bytes}", job);
        Assert.Equal((expected, true), (tail.Text("stdout_tail"), tail.Flag("truncated")));
    }
}
