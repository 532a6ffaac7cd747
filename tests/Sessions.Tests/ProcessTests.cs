using System.Text.Json;

namespace AgentExec.Sessions.Tests;

/// <summary>§3: every action of <c>process</c>, and the fields of its answers.</summary>
public sealed class ProcessTests : ToolTest
{
    private static readonly string[] RunningFields =
        ["sessionId", "status", "pid", "startedAt", "runtimeMs", "cwd", "command", "name", "tail", "truncated", "stdinWritable", "waitingForInput", "idleMs"];

    [Fact]
    public void Should_list_what_runs_and_then_what_has_ended_each_newest_first()
    {
        var ended = Background("echo over; exit 3");
        PollToEnd(ended);
        // Times are whole seconds: it ends in a later one.
        var died = Background("sleep 1.1; kill -TERM $$");
        PollToEnd(died);
        var (older, newer) = (Background("echo up; sleep 600"), Background("sleep 601", ",\"stdin\":\"closed\""));
        PollUntil(older, "up\n");
        Exec("echo never in the background");
        var rows = Sessions();
        Assert.Equal([newer, older, died, ended], rows.Select(row => Text(row, "sessionId")));
        Assert.Equal(["running", "running", "failed", "completed"], rows.Select(row => Text(row, "status")));
        Assert.Equal(RunningFields, Names(rows[1]));
        Assert.Equal([.. RunningFields, "endedAt", "exitCode", "exitReason", "timedOut"], Names(rows[3]));
        Assert.Equal([.. RunningFields, "endedAt", "exitSignal", "exitReason", "timedOut"], Names(rows[2]));
        Assert.Equal((Box.Work, "echo up; sleep 600", "echo up", "up\n", true), (
            Text(rows[1], "cwd"), Text(rows[1], "command"), Text(rows[1], "name"), Text(rows[1], "tail"), rows[1].GetProperty("stdinWritable").GetBoolean()));
        Assert.Equal((false, "SIGTERM", 3), (
            rows[0].GetProperty("stdinWritable").GetBoolean(), Text(rows[2], "exitSignal"), rows[3].GetProperty("exitCode").GetInt32()));
        End(older);
        End(newer);
    }

    [Fact]
    public void Should_show_lines_by_limit_offset_both_or_neither_and_consume_none()
    {
        var id = Background("seq 0 999; exit 0");
        Cli.Ok("wait", Box.Jobs().Single());
        Assert.Equal("998\n999\n", Log(id, ",\"limit\":2").Text("output"));
        Assert.Equal(string.Concat(Enumerable.Range(990, 10).Select(line => $"{line}\n")), Log(id, ",\"offset\":990").Text("output"));
        Assert.Equal("5\n6\n7\n", Log(id, ",\"offset\":5,\"limit\":3").Text("output"));
        var usual = Log(id, "");
        Assert.Equal((200L, 800L, 1000L, 1000L, 3890L, true), (
            usual.Number("lines"), usual.Number("offset"), usual.Number("total"), usual.Number("totalLines"), usual.Number("totalChars"), usual.Has("hint")));
        Assert.StartsWith("800\n", usual.Text("output"));
        Assert.Contains("200 of 1000", usual.Shown);
        // All of it is still to be polled.
        Assert.StartsWith("0\n1\n", PollToEnd(id).Output);
    }

    [Fact]
    public void Should_keep_the_numbers_of_lines_while_more_is_written()
    {
        var id = Background("seq 0 9; until [ -e go ]; do sleep 0.05; done; seq 10 19");
        PollUntil(id, "9\n");
        var before = Log(id, ",\"offset\":3,\"limit\":4").Text("output");
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        PollToEnd(id);
        Assert.Equal((before, 20L), (Log(id, ",\"offset\":3,\"limit\":4") is var after ? after.Text("output") : "", after.Number("totalLines")));
    }

    [Fact]
    public void Should_deliver_an_unread_end_once_in_full_and_in_pieces_that_say_so()
    {
        Configure("max_output_chars = 1000");
        var id = Background($"'{NativePrograms.ChildTool}' print stdout 1000; exit 5");
        Cli.Ok("wait", Box.Jobs().Single());
        var first = Poll(id);
        Assert.Equal((1000, true), (first.Text("output").Length, first.Flag("more")));
        var (rest, end) = PollToEnd(id);
        var all = first.Text("output") + rest;
        Assert.Equal((10_893, 5L), (all.Length, end.Number("exitCode")));
        Assert.EndsWith("stdout 1000\n", all);
        Assert.Equal(("", 5L), (Poll(id) is var again ? again.Text("output") : "", again.Number("exitCode")));
    }

    [Fact]
    public void Should_say_when_to_ask_again_and_begin_anew_with_output()
    {
        var id = Background("until [ -e go ]; do sleep 0.05; done; echo here; sleep 600");
        Assert.Equal([5_000, 10_000, 30_000, 60_000, 60_000], Enumerable.Range(0, 5).Select(_ => Poll(id).Number("retryInMs")));
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        Assert.False(Poll(id, 20_000).Has("retryInMs"));
        Assert.Equal(5_000, Poll(id).Number("retryInMs"));
        End(id);
    }

    [Fact]
    public void Should_read_by_a_cursor_of_its_own_beside_the_shared_one()
    {
        var id = Background("echo one; exit 0");
        Assert.Equal("one\n", PollToEnd(id).Output);
        var mine = Process("poll", id, ",\"cursor\":\"0\"");
        Assert.Equal("one\n", mine.Text("output"));
        Assert.Equal("", Process("poll", id, $",\"cursor\":\"{mine.Text("cursor")}\"").Text("output"));
    }

    [Fact]
    public void Should_count_bytes_that_are_written_and_close_the_input()
    {
        var id = Background("cat; echo closed");
        var written = Process("write", id, ",\"data\":\"grüße 🚀\\n\"");
        Assert.Equal((13L, "cat"), (written.Number("bytes"), written.Text("name")));
        Assert.True(Process("write", id, ",\"eof\":true").Flag("eof"));
        Assert.Equal("grüße 🚀\nclosed\n", PollToEnd(id).Output);
    }

    [Fact]
    public void Should_submit_a_carriage_return_and_paste_with_and_without_brackets()
    {
        var id = Background("dd bs=1 count=16 2>/dev/null | od -An -v -tx1");
        Assert.Equal(1, Process("submit", id).Number("bytes"));
        Assert.Equal(13, Process("paste", id, ",\"text\":\"a\"").Number("bytes"));
        Assert.Equal(2, Process("paste", id, ",\"text\":\"bc\",\"bracketed\":false").Number("bytes"));
        Assert.Equal("0d1b5b3230307e611b5b3230317e6263", PollToEnd(id).Output.Replace(" ", "").Replace("\n", ""));
    }

    [Fact]
    public void Should_send_text_bytes_and_keys_in_this_order()
    {
        var id = Background("dd bs=1 count=6 2>/dev/null | od -An -v -tx1");
        Assert.Equal(6, Process("send-keys", id, ",\"keys\":[\"C-c\",\"up\"],\"hex\":[\"07\"],\"literal\":\"x\"").Number("bytes"));
        Assert.Equal("7807031b5b41", PollToEnd(id).Output.Replace(" ", "").Replace("\n", ""));
    }

    [Fact]
    public void Should_kill_the_whole_tree_and_answer_when_it_has_ended()
    {
        var id = Background("trap '' TERM; sleep 600 & sh -c 'trap \"\" TERM; echo $$; while :; do sleep 0.05; done'");
        var stubborn = int.Parse(PollUntil(id, "\n").Trim(), System.Globalization.CultureInfo.InvariantCulture);
        var killed = Process("kill", id);
        Assert.Equal(("completed", "SIGKILL", "killed"), (killed.Status, killed.Text("exitSignal"), killed.Text("exitReason")));
        ProcessTable.AwaitEnd(stubborn);
        Assert.Equal("failed", Text(Assert.Single(Sessions()), "status"));
        // Who killed it knows of its end.
        Assert.Empty(Cli.Ok("events").Items("events"));
    }

    [Fact]
    public void Should_clear_what_has_ended_and_keep_its_job()
    {
        var id = Background("echo kept; exit 0");
        var job = Box.Jobs().Single();
        PollToEnd(id);
        Assert.Equal("completed", Process("clear", id).Status);
        Assert.Empty(Sessions());
        Assert.Equal("failed", Poll(id).Status);
        Assert.Equal("exited", Cli.Ok("status", job).State);
    }

    [Fact]
    public void Should_remove_what_runs_by_killing_it_and_clear_the_rest()
    {
        var (running, ended) = (Background("sleep 600"), Background("exit 0"));
        PollToEnd(ended);
        Assert.Equal("SIGTERM", Process("remove", running).Text("exitSignal"));
        Assert.Equal("completed", Process("remove", ended).Status);
        Assert.Empty(Sessions());
        Assert.Equal(2, Box.Jobs().Count());
    }

    private ToolAnswer Log(string session, string more) => Process("log", session, more);

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static IEnumerable<string> Names(JsonElement row) => row.EnumerateObject().Select(property => property.Name);
}
