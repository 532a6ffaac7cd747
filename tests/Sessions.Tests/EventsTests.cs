using System.Text.Json;
using AgentExec.Posix;

namespace AgentExec.Sessions.Tests;

/// <summary>§4: the durable inbox of ended sessions.</summary>
public sealed class EventsTests : ToolTest
{
    [Fact]
    public void Should_tell_of_the_end_with_its_label_and_the_end_of_its_output_on_one_line()
    {
        var id = Background("printf 'building\\n\\033[31merror:\\033[0m   it\\tbroke\\n'; exit 2");
        var answer = Cli.Ok("events", "--wait");
        var told = Assert.Single(answer.Items("events"));
        Assert.Equal(("events", id, "completed", "exit 2", "building error: it broke"),
            (answer.Text("type"), told.GetProperty("session_id").GetString(), told.GetProperty("status").GetString(), told.GetProperty("exit").GetString(), told.GetProperty("output").GetString()));
        Assert.Equal(told.GetProperty("cursor").GetString(), answer.Text("cursor"));
    }

    [Fact]
    public void Should_wait_until_there_is_something_and_answer_then()
    {
        var id = Background("until [ -e go ]; do sleep 0.05; done; exit 1");
        using var waiting = Cli.Start("events", "--wait");
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        Assert.Equal(id, Assert.Single(waiting.Finish().Ok().Items("events")).GetProperty("session_id").GetString());
    }

    [Fact]
    public void Should_answer_with_nothing_when_the_time_is_over()
    {
        Cli.Ok("host", "start");
        var answer = Cli.Ok("events", "--wait", "--timeout-ms", "100");
        Assert.Empty(answer.Items("events"));
    }

    [Fact]
    public void Should_read_on_from_a_cursor_and_forget_what_is_acknowledged()
    {
        var (first, second) = (Ended("exit 1"), Ended("exit 2"));
        var all = Cli.Ok("events").Items("events");
        Assert.Equal([first, second], all.Select(told => told.GetProperty("session_id").GetString()));
        var place = all[0].GetProperty("cursor").GetString()!;
        Assert.Equal(second, Assert.Single(Cli.Ok("events", "--after", place).Items("events")).GetProperty("session_id").GetString());
        Assert.Equal(second, Assert.Single(Cli.Ok("events", "--ack", place).Items("events")).GetProperty("session_id").GetString());
        Assert.Single(Cli.Ok("events").Items("events"));
        Cli.Fails("invalid_cursor", "events", "--after", "x");
    }

    [Fact]
    public void Should_not_tell_what_a_poll_has_told()
    {
        var id = Ended("exit 1");
        Assert.Single(Cli.Ok("events").Items("events"));
        PollToEnd(id);
        Assert.Empty(Cli.Ok("events").Items("events"));
    }

    [Fact]
    public void Should_follow_one_object_a_line_until_it_is_interrupted()
    {
        var first = Ended("exit 1");
        var file = Path.Combine(Box.Work, "followed");
        var writing = Cli with { Through = ["/bin/sh", "-c", "exec \"$0\" \"$@\" >followed"] };
        using var follow = writing.Start("events", "--follow");
        // Each line is there the moment the event is.
        LogWatch.UntilContains(file, first);
        var second = Ended("exit 2");
        LogWatch.UntilContains(file, second);
        using (var process = PidFd.TryOpen(follow.Pid)!) _ = PidFd.Signal(process, 2);
        follow.Finish();
        var lines = File.ReadAllLines(file).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal([first, second], lines.Select(line => Assert.Single(line.GetProperty("events").EnumerateArray()).GetProperty("session_id").GetString()));
        Assert.All(lines, line => Assert.Equal(("events", true), (line.GetProperty("type").GetString(), line.GetProperty("ok").GetBoolean())));
        // Nothing was acknowledged.
        Assert.Equal(2, Cli.Ok("events").Items("events").Count);
    }

    private string Ended(string command)
    {
        var before = Box.Jobs();
        var id = Background(command);
        Cli.Ok("wait", Box.Jobs().Except(before).Single());
        // The end is in the inbox a moment after the job's own record.
        while (!Cli.Ok("events", "--wait").Items("events").Exists(told => told.GetProperty("session_id").GetString() == id))
        {
        }

        return id;
    }
}
