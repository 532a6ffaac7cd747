namespace AgentExec.Sessions.Tests;

/// <summary>What only the command line has: words that become shell code, and options for parameters.</summary>
public sealed class CommandLineTests : ToolTest
{
    [Fact]
    public void Should_keep_the_words_of_a_command_apart()
    {
        var answer = ToolAnswer.Of(Cli.Run("exec", "--", "printf", "%s|", "a b", "*", "it's", "$HOME", "", "A=1"));
        Assert.Equal("a b|*|it's|$HOME||A=1|", answer.Text("aggregated"));
        Assert.Equal("2\n", ToolAnswer.Of(Cli.Run("exec", "echo $((1 + 1))")).Text("aggregated"));
    }

    [Fact]
    public void Should_do_by_options_what_a_call_does_by_parameters()
    {
        var begun = ToolAnswer.Of(Cli.Run("exec", "--background", "--env", "WHO=me", "--", "read x; echo $WHO got $x; exit 4"));
        var session = begun.Text("sessionId");
        Assert.Equal(4, ToolAnswer.Of(Cli.Run("process", "write", session, "yes\n", "--eof")).Number("bytes"));
        Assert.Equal("me got yes\n", PollToEnd(session).Output);
        var log = ToolAnswer.Of(Cli.Run("process", "log", session, "--offset", "0", "--limit", "1"));
        Assert.Equal(("me got yes\n", 1L), (log.Text("output"), log.Number("totalLines")));
        Assert.Equal("completed", ToolAnswer.Of(Cli.Run("process", "clear", session)).Status);
        Assert.Empty(Sessions());
    }

    [Fact]
    public void Should_not_keep_the_values_of_variables()
    {
        Assert.Equal("hunter2\n", Exec("echo $SECRET", ",\"env\":{\"SECRET\":\"hunter2\"}").Text("aggregated"));
        Assert.DoesNotContain("hunter2", File.ReadAllText(Box.JobFile(Box.Jobs().Single(), "meta.json")), StringComparison.Ordinal);
    }
}
