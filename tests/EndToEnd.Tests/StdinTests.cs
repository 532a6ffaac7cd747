using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>What a command reads, when <c>run</c> says so.</summary>
public sealed class StdinTests : SandboxTest
{
    [Theory]
    [InlineData("")]
    [InlineData("no end of line")]
    [InlineData("ü\n--wait\n$HOME\n")]
    public void Should_hand_over_a_text(string text)
    {
        var run = Cli.Ok("run", "--stdin", text, "--", "cat; echo \"[$?]\"");
        Assert.Equal(text + "[0]\n", Box.Stdout(run.JobId));
    }

    [Fact]
    public void Should_hand_over_its_own_input_and_store_it_nowhere_else()
    {
        var piped = Cli with { Through = ["sh", "-c", "printf 'a\\0s3cr3t\\377\\n' | \"$@\"", "sh"] };
        var run = piped.Ok("run", "--stdin", "-", "--", "cat >copy; wc -c");
        Assert.Equal("a\0s3cr3t"u8.ToArray(), File.ReadAllBytes(Path.Combine(Box.Work, "copy"))[..8]);
        Assert.Equal(10, new FileInfo(Path.Combine(Box.Work, "copy")).Length);
        Assert.All(
            StillThere.Look(
                Directory.EnumerateFiles(Box.Root, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".sock", StringComparison.Ordinal)), File.ReadAllText),
            file => Assert.DoesNotContain("s3cr3t", file.Value, StringComparison.Ordinal));
        Assert.Equal("0\n", Box.Stdout(run.JobId));
    }

    [Fact]
    public void Should_refuse_an_input_that_is_too_large_before_anything_runs()
    {
        var piped = Cli with { Through = ["sh", "-c", "head -c 3000000 /dev/zero | \"$@\"", "sh"] };
        piped.Fails("request_too_large", "run", "--stdin", "-", "--", "cat");
        Assert.Empty(Box.Jobs());
        // The most that is promised fits.
        var most = Cli with { Through = ["sh", "-c", "head -c 2097152 /dev/zero | \"$@\"", "sh"] };
        Assert.Equal("2097152\n", Box.Stdout(most.Ok("run", "--wait", "--stdin", "-", "--", "wc -c").JobId));
    }

    [Fact]
    public void Should_have_the_command_read_a_file_named_from_where_it_was_called()
    {
        File.WriteAllText(Path.Combine(Box.Work, "input"), "one\ntwo\n");
        var run = Cli.Ok("run", "--cwd", "/", "--stdin-file", "input", "--", "wc", "-l");
        Assert.Equal("2\n", Box.Stdout(run.JobId));
    }

    [Fact]
    public void Should_fail_the_job_when_the_file_cannot_be_read()
    {
        var run = Cli.Ok("run", "--stdin-file", "absent", "--", "cat");
        Assert.Equal(("failed", "launch_failed"), (run.State, run.Text("reason")));
        Assert.Equal($"input file {Path.Combine(Box.Work, "absent")}: No such file or directory", run.Text("error"));
        Assert.Equal($"input file {Box.Work}: Is a directory", Cli.Ok("run", "--stdin-file", ".", "--", "cat").Text("error"));
    }

    [Fact]
    public void Should_read_the_null_device_by_default() =>
        Assert.Equal("/dev/null\n", Box.Stdout(Cli.Ok("run", "--", "readlink", "/proc/self/fd/0").JobId));
}
