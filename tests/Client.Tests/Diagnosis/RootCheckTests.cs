using AgentExec.Client.Diagnosis;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Client.Tests.Diagnosis;

/// <summary>A jobs root and its host, as verdicts (faults 16, 45).</summary>
public sealed class RootCheckTests : IDisposable
{
    private const ulong Gibibyte = 1024 * 1024 * 1024;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("why", true, true, CheckVerdict.Fail)]
    [InlineData(null, true, true, CheckVerdict.Ok)]
    [InlineData(null, true, false, CheckVerdict.Fail)]
    [InlineData(null, false, true, CheckVerdict.Ok)]
    [InlineData(null, false, false, CheckVerdict.Fail)]
    public void A_root_can_be_used_or_made(string? refusal, bool exists, bool writable, CheckVerdict verdict) =>
        Assert.Equal(verdict, RootChecks.Root(refusal, exists, writable, "/n").Verdict);

    [Theory]
    [InlineData(10 * Gibibyte, 1000, 50_000, CheckVerdict.Ok)]
    [InlineData(10 * Gibibyte, 0, 0, CheckVerdict.Ok)]
    [InlineData(Gibibyte / 2, 100_000, 50_000, CheckVerdict.Warn)]
    [InlineData(10 * Gibibyte, 100_000, 5_000, CheckVerdict.Warn)]
    [InlineData(1_000_000, 100_000, 50_000, CheckVerdict.Fail)]
    [InlineData(10 * Gibibyte, 100_000, 5, CheckVerdict.Fail)]
    public void Room_is_counted_in_bytes_and_files(ulong bytes, ulong inodes, ulong free, CheckVerdict verdict) =>
        Assert.Equal(verdict, RootChecks.FreeSpace(new FileSystemFacts(0, bytes, inodes, free, false)).Verdict);

    [Theory]
    [InlineData(0xEF53, false, CheckVerdict.Ok, "ext4")]
    [InlineData(0x1234, false, CheckVerdict.Ok, "0x1234")]
    [InlineData(0x6969, false, CheckVerdict.Warn, "nfs")]
    [InlineData(0x65735546, false, CheckVerdict.Warn, "fuse")]
    [InlineData(0xEF53, true, CheckVerdict.Fail, "read-only")]
    public void Network_file_systems_are_warned_of(long type, bool readOnly, CheckVerdict verdict, string detail)
    {
        var check = RootChecks.FileSystem(new FileSystemFacts(type, 1, 1, 1, readOnly));
        Assert.Equal(verdict, check.Verdict);
        Assert.Contains(detail, check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_that_is_refused_says_why() => Assert.Equal(
        (CheckVerdict.Fail, true), (RootChecks.Write(true, "why").Verdict, RootChecks.Write(true, "why").Detail.StartsWith("why: ", StringComparison.Ordinal)));

    // 26 of the id, "keeper.sock" and two slashes: 39 behind the root.
    [Theory]
    [InlineData(68, false, CheckVerdict.Ok)]
    [InlineData(69, false, CheckVerdict.Warn)]
    [InlineData(69, true, CheckVerdict.Ok)]
    public void A_long_root_needs_proc(int bytes, bool proc, CheckVerdict verdict) => Assert.Equal(verdict, RootChecks.SocketPath(bytes, proc).Verdict);

    [Fact]
    public void Trying_leaves_nothing_and_makes_no_root()
    {
        var missing = new RootProbe(_scratch.Of("a/b"));
        Assert.Equal((false, _scratch.Path, null), (missing.Exists, missing.Nearest, missing.Try(_ => true)));
        Assert.Equal(CheckVerdict.Ok, missing.Root().Verdict);
        Assert.False(Directory.Exists(_scratch.Of("a")));
        Directory.CreateDirectory(_scratch.Path);
        Files.MakeDirectory(_scratch.Of(".host"));
        var root = new RootProbe(_scratch.Path);
        Assert.Equal((true, true), (root.Try(KernelProbe.CanLock), root.Try(KernelProbe.CanListen)));
        _ = root.Try(KernelProbe.CanExchange);
        Assert.False(root.Try(_ => throw new PosixException(Errno.Invalid, "no")));
        Assert.Equal((CheckVerdict.Warn, CheckVerdict.Ok), (missing.Write().Verdict, root.Write().Verdict));
        Assert.Empty(Directory.GetFileSystemEntries(_scratch.Of(".host")));
        Assert.Equal((CheckVerdict.Ok, CheckVerdict.Ok), (root.Root().Verdict, root.HostDirectory().Verdict));
    }

    [Fact]
    public void A_root_that_is_refused_says_why_and_what_to_do()
    {
        File.SetUnixFileMode(_scratch.Path, (UnixFileMode)0x1FF);
        Files.MakeDirectory(_scratch.Of(".host"), 0x1ED);
        var root = new RootProbe(_scratch.Path);
        Assert.Contains("chmod go-w", root.Root().Detail, StringComparison.Ordinal);
        Assert.Equal((CheckVerdict.Fail, CheckVerdict.Fail), (root.Root().Verdict, root.HostDirectory().Verdict));
        Assert.Contains("is not a directory", new RootProbe(_scratch.Write("file", "x")).Root().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_is_judged_by_its_answer()
    {
        var none = new HostStatusResponse("host_status") { Root = "r", Running = false, LogPath = "l" };
        var asked = none with { Running = true, Pid = 7, Version = "1.2.3", ProtocolVersion = 2, RunningJobs = 3 };
        Assert.Equal(CheckVerdict.Ok, HostChecks.Answered(none, TimeSpan.Zero).Verdict);
        var good = HostChecks.Answered(asked, TimeSpan.FromMilliseconds(12));
        Assert.Equal((CheckVerdict.Ok, "process 7, version 1.2.3, protocol 2, 3 running jobs, answered in 12 ms"), (good.Verdict, good.Detail));
        Assert.Equal(CheckVerdict.Warn, HostChecks.Answered(asked, TimeSpan.FromSeconds(2)).Verdict);
        Assert.Equal(CheckVerdict.Warn, HostChecks.Answered(asked with { RunningJobs = null }, TimeSpan.Zero).Verdict);
        Assert.Contains("host_unavailable: why", HostChecks.Refused(ErrorDetail.HostUnavailable("why")).Detail, StringComparison.Ordinal);
        Assert.Equal((CheckVerdict.Ok, CheckVerdict.Fail), (HostChecks.Programs("/p", []).Verdict, HostChecks.Programs("/p", ["agent-exec-host"]).Verdict));
    }
}
