using System.Text.RegularExpressions;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 33: what the kernel holds a job to is its caller's, whoever has started the host.</summary>
public sealed partial class CallerLimitsTests : SandboxTest
{
    private const string Show = "cat /proc/self/limits /proc/self/oom_score_adj; nice";

    [SkippableFact]
    public void Should_give_each_job_the_limits_nice_value_and_oom_score_of_its_own_caller_and_leave_host_and_keeper_theirs()
    {
        Through(1, 100, "--fsize=4000000000:", "--core=0:").Ok("host", "start");
        var host = Facts.Of(Box.Host());
        Assert.Equal(("1", "100", "0"), (host.Nice, host.OomScore, host.Soft("Max core file size")));

        var first = Through(5, 300, "--core=16384:", "--stack=4194304:", "--nproc=4000:", "--fsize=500000000:", "--memlock=65536:", "--rttime=9000000:");
        var job = Box.Stdout(first.Ok("run", "--", Show).JobId);
        Assert.Equal(
            ["16384", "4194304", "4000", "500000000", "65536", "9000000"],
            Soft(job, "Max core file size", "Max stack size", "Max processes", "Max file size", "Max locked memory", "Max realtime timeout"));
        Assert.EndsWith("\n300\n5\n", job);

        var second = Through(9, 500, "--core=0:", "--stack=2097152:", "--nproc=5000:", "--fsize=600000000:", "--memlock=0:", "--cpu=3600:");
        var id = second.Launch("--", $"{Show}; echo ready; exec sleep 600");
        Box.UntilSaid(id, "ready");
        job = Box.Stdout(id);
        Assert.Equal(
            ["0", "2097152", "5000", "600000000", "0", "3600", "unlimited"],
            Soft(job, "Max core file size", "Max stack size", "Max processes", "Max file size", "Max locked memory", "Max cpu time", "Max realtime timeout"));
        Assert.Contains("\n500\n9\n", job);

        Assert.Equal(host, Facts.Of(Box.Host()));
        // A keeper has what its host has.
        Assert.Equal(host, Facts.Of(Box.KeeperOf(id)));
        Box.Finish(id);
    }

    [SkippableFact]
    public void Should_hold_a_job_to_the_memory_of_its_caller_as_soon_as_it_has_been_started()
    {
        Cli.Ok("host", "start");
        var caller = Through(0, 0, "--as=90000000000:", "--data=7000000000:");
        // Set straight behind the start: the job looks until it is there.
        string[] limits = ["Max address space *90000000000 ", "Max data size *7000000000 "];
        var job = caller.Ok("run", "--wait", "--timeout", "20000", "--", string.Join("; ", limits.Select(limit => $"until grep -q '^{limit}' /proc/$$/limits; do :; done")));
        Assert.Equal(("exited", 0), (job.State, job.Number("exit_code")));
    }

    [SkippableFact]
    public void Should_end_a_job_by_the_time_limit_of_its_caller_and_not_its_keeper()
    {
        Cli.Ok("host", "start");
        var job = Through(0, 0, "--cpu=1:").Ok("run", "--wait", "--timeout", "20000", "--", "echo begun; while :; do :; done");
        Assert.Equal(("killed", "24", "signaled", "begun\n"), (job.State, job.Text("signal"), job.Text("reason"), Box.Stdout(job.JobId)));
        Assert.False(job.Has("keeper_lost"));
    }

    [SkippableFact]
    public void Should_not_let_a_host_die_of_the_soft_limits_of_whoever_started_it()
    {
        var poor = Through(0, 0, "--fsize=0:", "--cpu=1000:", "--nofile=90:");
        Assert.Equal("exited", poor.Ok("run", "--wait", "--", "true").State);
        var host = Facts.Of(Box.Host());
        Assert.Equal(host.Hard("Max file size", "Max cpu time", "Max open files"), Soft(host.Limits, "Max file size", "Max cpu time", "Max open files"));
        // It writes, and so do the keepers that it starts.
        var other = Cli.Ok("run", "--wait", "--", "echo said");
        Assert.Equal(("exited", "said\n"), (other.State, Box.Stdout(other.JobId)));
    }

    // A caller that has these of the kernel.
    private Caller Through(int nice, int oomScore, params string[] limits)
    {
        Skip.IfNot(File.Exists("/usr/bin/prlimit"), "prlimit(1) is not installed");
        return Cli with { Through = ["/bin/sh", "-c", $"echo {oomScore} >/proc/self/oom_score_adj && exec nice -n {nice} prlimit {string.Join(' ', limits)} \"$@\"", "sh"] };
    }

    private static IEnumerable<string> Soft(string limits, params string[] names) => names.Select(name => Limit(limits, name));

    private static string Limit(string limits, string name) =>
        LimitLine().Matches(limits).Single(line => line.Groups["name"].Value == name).Groups["soft"].Value;

    [GeneratedRegex(@"^(?<name>Max [a-z ]+?) {2,}(?<soft>\w+) +(?<hard>\w+)", RegexOptions.Multiline)]
    private static partial Regex LimitLine();

    // Of stat the nice value, which is the nineteenth field and the seventeenth behind the name.
    private sealed record Facts(string Nice, string OomScore, string Limits)
    {
        public static Facts Of(int pid)
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return new Facts(
                stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], File.ReadAllText($"/proc/{pid}/oom_score_adj").TrimEnd(), File.ReadAllText($"/proc/{pid}/limits"));
        }

        public string Soft(string name) => Limit(Limits, name);

        public IEnumerable<string> Hard(params string[] names) =>
            names.Select(name => LimitLine().Matches(Limits).Single(line => line.Groups["name"].Value == name).Groups["hard"].Value);
    }
}
