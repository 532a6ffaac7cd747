using AgentExec.Client.Diagnosis;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Client.Tests.Diagnosis;

/// <summary>What kernel and limits can, as verdicts (fault 45).</summary>
public sealed class KernelCheckTests
{
    [Fact]
    public void What_nothing_works_without_fails_and_the_rest_warns_with_what_is_done_worse()
    {
        Assert.All(
            [KernelChecks.PidFd(false), KernelChecks.Locks(false), KernelChecks.Proc(false, null)],
            check => Assert.Equal((CheckVerdict.Fail, true), (check.Verdict, check.Detail.Contains("without it", StringComparison.Ordinal) && check.Advice is not null)));
        Assert.All(
            [
                KernelChecks.ExitInfo(false), KernelChecks.CloseRange(false), KernelChecks.Subreaper(false), KernelChecks.UnixSockets(false), KernelChecks.RenameExchange(false),
            ],
            check => Assert.Equal((CheckVerdict.Warn, true), (check.Verdict, check.Detail.Contains("without it", StringComparison.Ordinal) && check.Advice is not null)));
        Assert.Equal((CheckVerdict.Ok, CheckVerdict.Ok), (KernelChecks.PidFd(true).Verdict, KernelChecks.UnixSockets(true).Verdict));
    }

    [Fact]
    public void What_could_not_be_tried_is_not_said_to_be_missing() =>
        Assert.All([KernelChecks.Locks(null), KernelChecks.RenameExchange(null)], check => Assert.StartsWith("not tried", check.Detail, StringComparison.Ordinal));

    [Theory]
    [InlineData(null, "mounted")]
    [InlineData("0", "mounted")]
    [InlineData("2", "hidepid=2")]
    [InlineData("invisible", "hidepid=invisible")]
    public void A_proc_that_hides_others_is_enough(string? hidepid, string detail)
    {
        Assert.Equal(CheckVerdict.Ok, KernelChecks.Proc(true, hidepid).Verdict);
        Assert.Contains(detail, KernelChecks.Proc(true, hidepid).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_this_kernel_can_is_found_by_trying()
    {
        // Every kernel this program runs on at all can do these.
        Assert.Equal((true, true, true), (KernelProbe.HasPidFd(), KernelProbe.HasSubreaper(), KernelProbe.HasCloseRange()));
        var release = Version.Parse(File.ReadAllText("/proc/sys/kernel/osrelease").Split('-', '+')[0].Trim());
        Assert.Equal(release >= new Version(6, 15), KernelProbe.HasExitInfo("/bin/true"));
    }

    [Theory]
    [InlineData(100, 1023, CheckVerdict.Warn, "100, can be raised to 1023, as a host does that is started from here: 153 jobs at once, beyond them too_many_jobs")]
    [InlineData(100, 1024, CheckVerdict.Ok, "100, can be raised to 1024, as a host does that is started from here: 153 jobs at once, beyond them too_many_jobs")]
    [InlineData(1024, ulong.MaxValue, CheckVerdict.Ok, "1024, can be raised to unlimited")]
    public void A_host_with_few_open_files_is_warned_of(ulong soft, ulong hard, CheckVerdict verdict, string detail)
    {
        var check = LimitChecks.OpenFiles(new ResourceLimit(soft, hard));
        Assert.Equal((verdict, detail, verdict == CheckVerdict.Warn), (check.Verdict, check.Detail, check.Advice is not null));
    }

    [Fact]
    public void Limits_are_shown_as_they_are()
    {
        Assert.Equal(CheckVerdict.Fail, LimitChecks.AddressSpace(new ResourceLimit(1_000_000 * 1024UL, ulong.MaxValue)).Verdict);
        Assert.Equal(CheckVerdict.Ok, LimitChecks.AddressSpace(new ResourceLimit(1_200_000 * 1024UL, ulong.MaxValue)).Verdict);
        Assert.Equal("5, can be raised to unlimited", LimitChecks.CoreSize(new ResourceLimit(5, ulong.MaxValue)).Detail);
        Assert.Equal((CheckVerdict.Warn, CheckVerdict.Ok), (LimitChecks.FileSize(new(1, 1)).Verdict, LimitChecks.FileSize(new(ulong.MaxValue, ulong.MaxValue)).Verdict));
        Assert.Equal((CheckVerdict.Warn, CheckVerdict.Ok), (LimitChecks.ProcessCount(new(10, 10)).Verdict, LimitChecks.ProcessCount(new(9999, 9999)).Verdict));
        Assert.Equal((CheckVerdict.Warn, CheckVerdict.Ok), (LimitChecks.PidMax(null).Verdict, LimitChecks.PidMax("32768\n").Verdict));
        Assert.Equal(ResourceLimit.OwnOpenFiles(), ResourceLimit.Of(ResourceLimit.OpenFiles).Soft);
    }

    [Theory]
    [InlineData("0::/user/a\n", "36 35 0:31 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n", "/sys/fs/cgroup/user/a")]
    [InlineData("4:pids:/x\n0::/\n", "1 2 0:3 / /sys/fs/cgroup/pids rw - cgroup cgroup rw\n36 35 0:31 / /sys/fs/cgroup/unified rw shared:1 - cgroup2 c rw\n", "/sys/fs/cgroup/unified/")]
    [InlineData("4:pids:/x\n", "36 35 0:31 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n", null)]
    [InlineData("0::/\n", "36 35 0:31 / /sys/fs/cgroup rw - cgroup cgroup2 rw\n", null)]
    [InlineData("", "", null)]
    public void The_own_control_group_is_found_below_its_mount(string own, string mounts, string? path) => Assert.Equal(path, ControlGroup.FindPath(own, mounts));

    [Theory]
    [InlineData(null, true, "pids memory", true, CheckVerdict.Warn, "no cgroup v2")]
    [InlineData("/c/a", false, "pids memory", true, CheckVerdict.Warn, "not this user's")]
    [InlineData("/c/a", true, "memory", true, CheckVerdict.Warn, "no pids.max")]
    [InlineData("/c/a", true, "pids", true, CheckVerdict.Warn, "no memory.events")]
    [InlineData("/c/a", true, "pids memory", false, CheckVerdict.Warn, "no cgroup.kill")]
    [InlineData("/c/a", true, "cpu memory pids", true, CheckVerdict.Ok, "/c/a")]
    public void A_control_group_needs_all_of_it(string? path, bool delegated, string controllers, bool kill, CheckVerdict verdict, string detail)
    {
        var check = new ControlGroup(path, delegated, controllers, kill).Judge();
        Assert.Equal(verdict, check.Verdict);
        Assert.Contains(detail, check.Detail, StringComparison.Ordinal);
    }
}
