using System.Diagnostics;
using System.Text.Json;
using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>Faults 45 and 16: machines that lack something, roots that cannot be used; doctor says what that means and changes nothing.</summary>
public sealed class DoctorTests : SandboxTest
{
    [Fact]
    public void Should_neither_make_a_root_nor_start_a_host()
    {
        var answer = Cli.Ok("doctor");
        Assert.Equal(("doctor", Box.Root), (answer.Text("type"), answer.Text("root")));
        Assert.False(Directory.Exists(Box.Root));
        Assert.Empty(Box.Hosts());
        Assert.Contains("does not exist", Detail(answer, "root"), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_look_at_a_running_host_and_leave_everything_as_it_was()
    {
        var job = Cli.Ok("run", "--wait", "--", "true").JobId;
        Patience.Until(() => !File.Exists(Box.JobFile(job, "keeper.sock")) && !File.Exists(Box.JobFile(job, "caller.json")), "the job is done with");
        var (host, before) = (Box.Host(), Entries());
        var answer = Cli.Ok("doctor");
        Assert.Contains($"process {host}", Detail(answer, "host"), StringComparison.Ordinal);
        foreach (var name in (string[])["pidfd_open", "subreaper", "loopback", "libssl", "proc", "root", "host_directory", "write", "locks", "unix_sockets", "programs", "home", "configuration"])
            Assert.Equal((name, "ok"), (name, Verdict(answer, name)));
        Assert.Contains(answer.Text("verdict"), (string[])["ok", "warn"]);
        Assert.Equal(host, Box.Host());
        Assert.Equal(before, Entries());
    }

    [Fact]
    public void Should_find_a_host_that_hangs()
    {
        Cli.Ok("host", "start");
        using var stopped = new StoppedProcess(Box.Host());
        var answer = Cli.With("AGENT_EXEC_PATIENCE_MS", "1000").Ok("doctor");
        Assert.Equal(("fail", "fail"), (Verdict(answer, "host"), answer.Text("verdict")));
        Assert.Contains("host_unresponsive", Detail(answer, "host"), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_say_what_is_wrong_with_a_root_that_others_can_write_to()
    {
        Directory.CreateDirectory(Box.Root);
        File.SetUnixFileMode(Box.Root, (UnixFileMode)0x1FF);
        Assert.Equal("fail", Verdict(Cli.Ok("doctor"), "root"));
        File.SetUnixFileMode(Box.Root, (UnixFileMode)0x1C0);
        Assert.Equal("ok", Verdict(Cli.Ok("doctor"), "root"));
        Assert.Empty(Directory.GetFileSystemEntries(Box.Root));
    }

    [Fact]
    public void Should_answer_without_a_home()
    {
        var answer = Cli.With("HOME", null).With("XDG_DATA_HOME", null).With("XDG_CONFIG_HOME", null).Ok("doctor");
        Assert.Equal("warn", Verdict(answer, "home"));
        Assert.Contains("HOME is not set", Detail(answer, "home"), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_show_the_limits_that_it_was_called_with()
    {
        var limited = Cli with { Through = ["/bin/sh", "-c", "ulimit -n 500; ulimit -f 1000000; exec \"$0\" \"$@\""] };
        var answer = limited.Ok("doctor");
        Assert.Equal(("warn", "warn"), (Verdict(answer, "open_files"), Verdict(answer, "file_size")));
        Assert.StartsWith("500, ", Detail(answer, "open_files"), StringComparison.Ordinal);
        Assert.Contains("50 jobs at once", Detail(answer, "open_files"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Should_answer_with_a_home_that_is_read_only()
    {
        var answer = InNamespace($"mount -t tmpfs -o ro none {Box.Home}").Ok("doctor");
        Assert.Equal("warn", Verdict(answer, "home"));
        Assert.Contains("cannot be written to", Detail(answer, "home"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Should_answer_without_proc()
    {
        var answer = InNamespace("mount -t tmpfs none /proc").Ok("doctor");
        Assert.Equal(("fail", "fail"), (Verdict(answer, "proc"), answer.Text("verdict")));
        Assert.Contains("without it", Detail(answer, "proc"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Should_find_a_root_on_a_full_file_system()
    {
        Directory.CreateDirectory(Box.Root);
        var answer = InNamespace($"mount -t tmpfs -o size=1m,mode=0700 none {Box.Root}").Ok("doctor");
        Assert.Equal(("fail", "tmpfs"), (Verdict(answer, "free_space"), Detail(answer, "file_system")));
    }

    [SkippableFact]
    public void Should_say_why_nothing_can_be_written_to_a_root()
    {
        Directory.CreateDirectory(Box.Root);
        var full = InNamespace($"mount -t tmpfs -o size=64k,mode=0700 none {Box.Root} && mkdir -m 0700 {Box.Root}/.host && ! cat /dev/zero >{Box.Root}/fill").Ok("doctor");
        Assert.Equal("fail", Verdict(full, "write"));
        Assert.Contains("No space left", Detail(full, "write"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Should_find_a_root_without_inodes()
    {
        Directory.CreateDirectory(Box.Root);
        var answer = InNamespace($"mount -t tmpfs -o nr_inodes=3,mode=0700 none {Box.Root} && mkdir -m 0700 {Box.Root}/.host && touch {Box.Root}/last").Ok("doctor");
        Assert.Equal(("fail", "fail"), (Verdict(answer, "free_space"), Verdict(answer, "write")));
        Assert.Contains("0 files more", Detail(answer, "free_space"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Should_name_the_owner_of_a_foreign_root()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "only root can give a directory away");
        Directory.CreateDirectory(Box.Root);
        Assert.True(Tool.Run("chown", "12345", Box.Root));
        var answer = Cli.Ok("doctor");
        Assert.Equal("fail", Verdict(answer, "root"));
        Assert.Contains("uid 12345", Detail(answer, "root"), StringComparison.Ordinal);
        Assert.Contains("choose another --root", Detail(answer, "root"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Should_warn_of_a_pid_namespace_of_its_own()
    {
        Skip.IfNot(Tool.Run("unshare", "--pid", "--fork", "--mount-proc", "true"), "no right to make a PID namespace");
        var inside = (Cli with { Through = ["unshare", "--pid", "--fork", "--mount-proc", "/bin/sh", "-c", "\"$0\" \"$@\"; exit $?"] }).Ok("doctor");
        Assert.Equal("warn", Verdict(inside, "pid_namespace"));
        Assert.Contains("first process (sh) ends", Detail(inside, "pid_namespace"), StringComparison.Ordinal);
    }

    // A mount namespace of the call's own: nothing of it is left, and nobody else sees it.
    private Caller InNamespace(string prepare)
    {
        using var trial = Process.Start(new ProcessStartInfo("unshare", ["-m", "/bin/sh", "-c", "mount -t tmpfs none /mnt"]) { RedirectStandardError = true });
        trial!.WaitForExit();
        Skip.If(trial.ExitCode != 0, "this user may not mount");
        return Cli with { Through = ["unshare", "-m", "/bin/sh", "-c", prepare + " && exec \"$0\" \"$@\""] };
    }

    private List<string> Entries() => [.. Directory.EnumerateFileSystemEntries(Box.Root, "*", SearchOption.AllDirectories).Order()];

    private static string Verdict(Answer answer, string name) => Check(answer, name).GetProperty("verdict").GetString()!;

    private static string Detail(Answer answer, string name) => Check(answer, name).GetProperty("detail").GetString()!;

    private static JsonElement Check(Answer answer, string name) => Assert.Single(answer.Items("checks"), check => check.GetProperty("name").GetString() == name);
}
