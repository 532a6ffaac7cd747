namespace AgentExec.Sessions.Tests;

/// <summary>The host is killed: no byte is lost, none is told twice, and what has ended is still there with its end.</summary>
public sealed class HostDeathTests : ClientTest
{
    [Fact]
    public void Should_go_on_between_two_polls_where_the_killed_host_was()
    {
        var id = Background("echo one; sleep 0.2; echo two >&2; until [ -e go ]; do sleep 0.05; done; echo three; exit 7");
        Assert.Equal("one\ntwo\n", PollUntil(id, "two\n"));
        Sandbox.KillHard(Box.Host());
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        var (output, end) = PollToEnd(id);
        Assert.Equal(("three\n", 7L, "completed"), (output, end.Number("exitCode"), end.Status));
    }

    [Fact]
    public void Should_still_have_a_finished_session_with_its_exit_code()
    {
        var id = Background("echo said; exit 9");
        var (_, end) = PollToEnd(id);
        Assert.Equal(9, end.Number("exitCode"));
        Sandbox.KillHard(Box.Host());
        var row = Assert.Single(Sessions());
        Assert.Equal((id, "completed", 9), (row.GetProperty("sessionId").GetString(), row.GetProperty("status").GetString(), row.GetProperty("exitCode").GetInt32()));
        Assert.Equal(("", 9L), (Poll(id) is var again ? again.Text("output") : "", again.Number("exitCode")));
        Assert.Equal("said\n", Process("log", id).Text("output"));
    }

    [Fact]
    public async Task Should_answer_a_poll_that_waits_while_the_host_is_killed()
    {
        var id = Background("until [ -e go ]; do sleep 0.05; done; echo late");
        await using var client = NewClient();
        var waiting = client.ProcessAsync(PollOf(id, timeoutMs: 60_000));
        Sandbox.KillHard(Box.Host());
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        var poll = Assert.IsType<Contracts.Tools.SessionOutput>((await waiting).Result);
        Assert.Equal("late\n", poll.Output);
    }

    [Fact]
    public async Task Should_answer_an_exec_in_the_foreground_whose_host_is_killed()
    {
        var running = Cli.Start("tool", """{"tool":"exec","command":"touch begun; until [ -e go ]; do sleep 0.05; done; echo whole; exit 4"}""");
        await Task.Factory.StartNew(
            () => LogWatch.Until(Path.Combine(Box.Work, "begun"), () => File.Exists(Path.Combine(Box.Work, "begun"))), TaskCreationOptions.LongRunning);
        Sandbox.KillHard(Box.Host());
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        var answer = ToolAnswer.Of(running.Finish());
        Assert.Equal(("completed", 4L, "whole\n"), (answer.Status, answer.Number("exitCode"), answer.Text("aggregated")));
        Assert.Single(Box.Jobs());
    }

    [Fact]
    public void Should_type_a_text_once_though_the_host_is_killed_behind_it()
    {
        var id = Background("read a; echo \"got $a\"; read b; echo \"then $b\"");
        Assert.Equal(4, Process("write", id, ",\"data\":\"abc\\n\"").Number("bytes"));
        Sandbox.KillHard(Box.Host());
        Assert.Equal(4, Process("write", id, ",\"data\":\"def\\n\"").Number("bytes"));
        var (output, _) = PollToEnd(id);
        Assert.Equal("got abc\nthen def\n", output);
    }

    [Fact]
    public void Should_tell_by_an_event_what_ended_while_no_host_lived()
    {
        var id = Background("until [ -e go ]; do sleep 0.05; done; echo boom; exit 3");
        var job = Box.Jobs().Single();
        Sandbox.KillHard(Box.Host());
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        LogWatch.Until(Box.JobFile(job, "exit.json"), () => File.Exists(Box.JobFile(job, "exit.json")));
        var told = Assert.Single(Cli.Ok("events").Items("events"));
        Assert.Equal((id, "exit 3", "boom"), (told.GetProperty("session_id").GetString(), told.GetProperty("exit").GetString(), told.GetProperty("output").GetString()));
        // A poll that tells the end leaves nothing to tell, also for the next host.
        PollToEnd(id);
        Sandbox.KillHard(Box.Host());
        Assert.Empty(Cli.Ok("events").Items("events"));
    }

    [Fact]
    public void Should_end_what_was_in_the_foreground_when_neither_host_nor_caller_is_left()
    {
        var running = Cli.Start("tool", """{"tool":"exec","command":"touch begun; exec sleep 600"}""");
        LogWatch.Until(Path.Combine(Box.Work, "begun"), () => File.Exists(Path.Combine(Box.Work, "begun")));
        var job = Box.Jobs().Single();
        var pid = Box.PidOf(job);
        running.Kill();
        // Whichever of the two is noticed first, the next host finds a command in the foreground of nobody.
        Sandbox.KillHard(Box.Host());
        Cli.Ok("host", "start");
        ProcessTable.AwaitEnd(pid);
        running.Dispose();
        Assert.Empty(Sessions());
    }
}
