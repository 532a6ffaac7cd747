using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 16: roots and directories with names that do not fit everywhere.</summary>
public sealed class RootPathTests : SandboxTest
{
    [Theory]
    [InlineData(120)]
    [InlineData(1000)]
    [InlineData(3900)]
    public void Should_serve_a_root_far_beyond_what_a_socket_takes(int length)
    {
        UseRoot(Name(length));
        var job = Cli.Launch("--", "echo hello; until [ -e go ]; do sleep 0.02; done; exit 7");
        Box.UntilSaid(job, "hello");
        // Another host finds the keeper by its socket.
        Sandbox.KillHard(Box.Host());
        Assert.Equal("running", Cli.Ok("status", job).State);
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        Assert.Equal(7, Cli.Ok("wait", job).Number("exit_code"));
    }

    [Fact]
    public void Should_refuse_a_root_beyond_what_the_system_takes()
    {
        var root = Box[Name(4200)];
        Assert.Contains("too long", Cli.Fails("internal_error", "--root", root, "run", "--", "true").Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Should_run_nowhere_else_than_in_a_directory_whose_name_is_no_text()
    {
        Assert.True(Tool.Run("sh", "-c", $"mkdir '{Box.Work}'/$(printf 'caf\\351')"));
        var here = Cli with { Through = ["sh", "-c", $"cd '{Box.Work}'/caf*; exec \"$@\"", "sh"] };
        // Either it runs there or it says that it cannot; it never runs elsewhere.
        var run = here.Run("run", "--wait", "--", "pwd; touch here").Answer();
        Assert.False(File.Exists(Path.Combine(Box.Work, "here")));
        var ran = Tool.Run("sh", "-c", $"[ -e '{Box.Work}'/caf*/here ]");
        // .NET cannot remove what it cannot name.
        Assert.True(Tool.Run("sh", "-c", $"rm -r '{Box.Work}'/caf*"));
        Assert.True(ran == (run.Flag("ok") && run.State == "exited"), run.Json.ToString());
        if (!ran) Assert.Contains("directory", run.Text("error"), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_not_take_another_root_for_one_whose_name_is_no_text()
    {
        var named = "\"$(printf '" + Box.Path + "/caf\\351')\"";
        var argument = Cli with { Through = ["sh", "-c", $"a=$1; shift; exec \"$a\" --root {named} \"$@\"", "sh"] };
        var variable = Cli with { Through = ["sh", "-c", $"export AGENT_EXEC_ROOT={named}; exec \"$@\"", "sh"] };
        Assert.Contains("UTF-8", argument.Misused("run", "--", "true"), StringComparison.Ordinal);
        Assert.Contains("UTF-8", variable.Fails("internal_error", "run", "--", "true").Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Box.Path).Select(Path.GetFileName).Except(["home", "work", "jobs"]));
    }

    private static string Name(int length) => string.Join('/', Enumerable.Repeat(new string('r', 99), length / 100)) + new string('x', length % 100);
}
