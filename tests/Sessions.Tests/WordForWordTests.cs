namespace AgentExec.Sessions.Tests;

/// <summary>§1: the calls of the document, word for word.</summary>
public sealed class WordForWordTests : ToolTest
{
    [Fact]
    public void Should_move_a_command_to_the_background_after_its_yield_time()
    {
        var started = Tool("""{"tool":"exec","command":"sleep 5 && echo done","yieldMs":1000}""");
        Assert.Equal("running", started.Status);
        Assert.Equal(["status", "sessionId", "pid", "startedAt", "cwd", "tail", "followUp"], started.Keys);
        Assert.Matches("^[a-z]+-[a-z]+$", started.Text("sessionId"));
        Assert.Equal(Box.Work, started.Text("cwd"));
        Assert.Contains(started.Text("sessionId"), started.Shown);
        var (output, end) = PollToEnd(started.Text("sessionId"));
        Assert.Equal(("done\n", 0L, "completed", "exited"), (output, end.Number("exitCode"), end.Status, end.Text("exitReason")));
    }

    [Fact]
    public void Should_poll_a_session()
    {
        var id = Background("echo first; until [ -e go ]; do sleep 0.05; done; echo second");
        PollUntil(id, "first\n");
        var poll = Tool("""{"tool":"process","action":"poll","sessionId":"<id>"}""".Replace("<id>", id, StringComparison.Ordinal));
        Assert.Equal(("running", "", 5000L), (poll.Status, poll.Text("output"), poll.Number("retryInMs")));
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        var (output, end) = PollToEnd(id);
        Assert.Equal(("second\n", 0L), (output, end.Number("exitCode")));
    }

    [Fact]
    public void Should_write_to_a_plain_session_that_asks()
    {
        var id = Background("printf 'sure? '; read answer; echo \"you said $answer\"");
        PollUntil(id, "sure? ");
        var written = Tool("""{"tool":"process","action":"write","sessionId":"<id>","data":"y\n"}""".Replace("<id>", id, StringComparison.Ordinal));
        Assert.Equal((2L, "printf sure?"), (written.Number("bytes"), written.Text("name")));
        var (output, end) = PollToEnd(id);
        Assert.Equal(("you said y\n", 0L), (output, end.Number("exitCode")));
    }

    [Fact]
    public void Should_go_to_the_background_at_once()
    {
        // What npm would find: a script that takes its time, and a program of this name.
        File.WriteAllText(Path.Combine(Box.Work, "package.json"), """{"scripts":{"build":"..."}}""");
        var bin = Path.Combine(Box.Work, "bin");
        Directory.CreateDirectory(bin);
        Executable.Write(Path.Combine(bin, "npm"), "#!/bin/sh\necho \"$@\"\nuntil [ -e go ]; do sleep 0.05; done\nexit 3\n");
        Configure($"path_prepend = [\"{bin}\"]");
        var started = Tool("""{"tool":"exec","command":"npm run build","background":true}""");
        Assert.Equal("running", started.Status);
        var id = started.Text("sessionId");
        Assert.Equal("npm run", Assert.Single(Sessions()).GetProperty("name").GetString());
        PollUntil(id, "run build\n");
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        // A non-zero exit is completed with its code.
        var (_, end) = PollToEnd(id);
        Assert.Equal(("completed", 3L), (end.Status, end.Number("exitCode")));
    }
}
