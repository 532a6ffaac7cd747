using System.Diagnostics;

namespace AgentExec.Contract.Tests;

public sealed class A10_Timeout : InWorld
{
    [Fact]
    public void A10_1_term()
    {
        var run = Wait("--timeout", "200", "--", "exec sleep 600");
        Assert.Equal(("killed", "15"), (run.Text("state"), State(run.Text("job_id")).Text("result.signal")));
        Assert.True(State(run.Text("job_id")).Number("result.duration_ms") >= 200);
    }

    [Fact]
    public void A10_2_kill_at_once()
    {
        var run = Wait("--timeout", "300", "--", "trap '' TERM; while :; do sleep 1; done");
        Assert.Equal(("killed", "9"), (run.Text("state"), State(run.Text("job_id")).Text("result.signal")));
    }

    [Fact]
    public void A10_3_kill_later()
    {
        var run = Wait("--timeout", "200", "--kill-after", "500", "--", "trap '' TERM; while :; do sleep 1; done");
        Assert.Equal(("killed", "9"), (run.Text("state"), State(run.Text("job_id")).Text("result.signal")));
        Assert.InRange(State(run.Text("job_id")).Number("result.duration_ms"), 700, 3000);
    }

    [Fact]
    public void A10_4_whole_group()
    {
        var job = Ended("--timeout", "300", "--", "sleep 600 & echo $!; wait");
        Patience.Until(() => !Directory.Exists($"/proc/{Log(job).Trim()}") || IsZombie(Log(job).Trim()), "the child is gone");
    }

    internal static bool IsZombie(string pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] is 'Z' or 'X';
        }
        catch (IOException)
        {
            return true;
        }
    }
}

public sealed class A11_Groups : InWorld
{
    [Fact]
    public void A11_1_whole_group()
    {
        var job = Launch("--", "sleep 600 & echo child $!; wait");
        UntilSaid(job, "\n");
        Ok("kill", job);
        Ok("wait", job);
        var child = Log(job).Split(' ')[1].Trim();
        Patience.Until(() => A10_Timeout.IsZombie(child), "the child is gone");
    }

    [Fact]
    public void A11_2_escape()
    {
        var job = Launch("--", "setsid sh -c 'echo $$; exec sleep 600' >escaped 2>&1 & sleep 600");
        LogWatch.Until(InWork("escaped"), () => File.Exists(InWork("escaped")) && File.ReadAllText(InWork("escaped")).EndsWith('\n'));
        Ok("kill", job);
        Ok("wait", job);
        var escaped = File.ReadAllText(InWork("escaped")).Trim();
        Assert.False(A10_Timeout.IsZombie(escaped), "what left the group was killed");
        using var process = Process.GetProcessById(int.Parse(escaped));
        process.Kill();
    }
}
