using System.Text;
using AgentExec.Posix;

namespace AgentExec.Reliability.Tests;

/// <summary>Faults 18 to 22 and 24: floods, lines without end, bytes that are no text, readers that do not read, and output that comes late.</summary>
public sealed class OutputTruthTests : SandboxTest
{
    private const long KeeperKilobytes = 16 * 1024;

    [Fact]
    public void Should_bound_a_flood_and_leave_other_jobs_their_turn()
    {
        var flood = Cli.Launch("--log-max-bytes", "1000000", "--", "yes 'a line of a flood'");
        var logs = (string[])["stdout.log", "full.log"];
        LogWatch.Until(Box.JobFile(flood, "output.json"), () => File.Exists(Box.JobFile(flood, "output.json")));
        var other = Cli.Ok("run", "--wait", "--", "echo other");
        Assert.Equal((0, "other"), (other.Number("exit_code"), other.Json.GetProperty("final_snapshot").GetProperty("stdout_tail").GetString()));
        Assert.All(logs, log => Assert.InRange(new FileInfo(Box.JobFile(flood, log)).Length, 1, 1_000_000));
        Assert.InRange(ProcessTable.Kilobytes(Box.KeeperOf(flood), "VmHWM"), 1, KeeperKilobytes);
        Assert.InRange(ProcessTable.Kilobytes(Box.Host(), "VmHWM"), 1, 400_000);
        Box.Finish(flood);
        var status = Cli.Ok("status", flood);
        Assert.True(status.Number("dropped_bytes") > 1_000_000 && !status.Has("unwritten_bytes"), "a limit is no refusal");
    }

    [Fact]
    public void Should_take_a_line_of_a_gigabyte_in_constant_memory()
    {
        const long line = 1_000_000_000;
        var job = Cli.Launch(
            "--log-max-bytes", "4000000", "--", $"head -c {line} /dev/zero | tr '\\0' x; touch said; until [ -e go ]; do sleep 0.05; done");
        LogWatch.Until(Path.Combine(Box.Work, "said"), () => File.Exists(Path.Combine(Box.Work, "said")));
        Assert.InRange(ProcessTable.Kilobytes(Box.KeeperOf(job), "VmHWM"), 1, KeeperKilobytes);
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        Cli.Ok("wait", job);
        var tail = Cli.Ok("tail", "--tail-lines", "1", "--max-bytes", "10", job);
        Assert.Equal((line, "xxxxxxxxxx"), (tail.Number("stdout_observed_bytes"), tail.Text("stdout_tail")));
        Assert.Equal(line, new FileInfo(Box.JobFile(job, "stdout.log")).Length + Cli.Ok("status", job).Number("dropped_bytes"));
    }

    [Fact]
    public void Should_keep_every_byte_and_answer_valid_text()
    {
        byte[] bytes =
        [
            .. Enumerable.Range(0, 256).Select(value => (byte)value), .. "\x1b[31mred\x1b]0;t\a 10%\r 20%\r100%\n"u8, 0xE2, 0x82, (byte)'\n', .. "a€😀z"u8, 0xF0, 0x9F,
        ];
        var file = Path.Combine(Box.Work, "bytes");
        File.WriteAllBytes(file, bytes);
        // Byte by byte: characters arrive in pieces.
        var job = Cli.Ok("run", "--wait", "--", "dd if=bytes bs=1 2>/dev/null; cat bytes >&2").JobId;
        Assert.Equal(bytes, File.ReadAllBytes(Box.JobFile(job, "stdout.log")));
        Assert.Equal(bytes, File.ReadAllBytes(Box.JobFile(job, "stderr.log")));
        var tail = Cli.Ok("tail", "--tail-lines", "0", job);
        Assert.Equal((Encoding.UTF8.GetString(bytes), (long)bytes.Length, "utf-8-lossy"), (tail.Text("stdout_tail"), tail.Number("stdout_observed_bytes"), tail.Text("encoding")));
        // Every record of the combined log is valid text.
        var full = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(Box.JobFile(job, "full.log")));
        Assert.Contains("[STDOUT] a€😀z\uFFFD\n", full, StringComparison.Ordinal);
        Assert.Contains("\x1b[31mred\x1b]0;t\a 10%\r 20%\r100%\n", full, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_never_wait_for_a_reader()
    {
        var job = Cli.Launch("--", "until [ -e go ]; do sleep 0.02; done; head -c 5000000 /dev/zero | tr '\\0' x; echo; echo done");
        using var waiting = Cli.Start("wait", job);
        using var slow = PidFd.TryOpen(waiting.Pid)!;
        // What it holds of sockets stays open and is not read.
        _ = PidFd.Signal(slow, 19);
        Cli.Ok("notify", "set", "--output-pattern", "done", "--output-command", "sleep 600", job);
        var keeper = Box.KeeperOf(job);
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        Assert.Equal(0, Cli.Ok("wait", job).Number("exit_code"));
        Assert.Equal(5_000_006, new FileInfo(Box.JobFile(job, "stdout.log")).Length);
        _ = PidFd.Signal(slow, 18);
        Assert.Equal("exited", waiting.Finish().Ok().State);
        // The sink takes its time all the while. When it is over, everybody has been told and the keeper leaves.
        Patience.Until(() => Sinks().Count > 0, "the sink of the line runs");
        foreach (var pid in Sinks()) ProcessTable.Kill(pid);
        ProcessTable.AwaitEnd(keeper);
    }

    private List<int> Sinks() => [.. ProcessTable.WithArguments("sleep 600").Intersect(ProcessTable.TracesOf(Box.Path))];

    [Fact]
    public void Should_end_at_once_though_a_descendant_holds_the_pipe_and_complete_later()
    {
        var run = Cli.Ok("run", "--wait", "--", "(until [ -e go ]; do sleep 0.02; done; echo late) & echo early; exit 5");
        Assert.Equal((5L, false), (run.Number("exit_code"), run.Flag("output_complete")));
        Assert.Equal("early\n", Box.Stdout(run.JobId));
        var file = Box.JobFile(run.JobId, "state.json");
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        LogWatch.Until(file, () => Box.State(run.JobId).GetProperty("output_complete").GetBoolean());
        var status = Cli.Ok("status", run.JobId);
        Assert.Equal((5L, true, "exited"), (status.Number("exit_code"), status.Flag("output_complete"), status.State));
        Assert.Equal("early\nlate\n", Box.Stdout(run.JobId));
        Assert.EndsWith("[STDOUT] late\n", File.ReadAllText(Box.JobFile(run.JobId, "full.log")), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_keep_the_order_of_each_stream_and_of_lines_that_waited_for_each_other()
    {
        // Each line is written when the one before has been captured: then the combined log has them in that order.
        const string next = "until grep -q \"^line $n\\$\" \"$log\"; do :; done";
        var job = Cli.Ok(
            "run", "--wait", "--", $"d=$(ls -d '{Box.Root}'/0*); for n in 1 2 3 4 5 6 7 8; do if [ $((n%2)) = 1 ]; then log=$d/stdout.log; echo line $n; else log=$d/stderr.log; echo line $n >&2; fi; {next}; done; seq 100 119; seq 200 219 >&2").JobId;
        var records = File.ReadAllLines(Box.JobFile(job, "full.log")).Select(line => line[21..]).ToList();
        Assert.Equal(Enumerable.Range(1, 8).Select(n => n % 2 == 1 ? $"[STDOUT] line {n}" : $"[STDERR] line {n}"), records.Take(8));
        Assert.Equal(Enumerable.Range(100, 20).Select(n => $"[STDOUT] {n}"), records.Skip(8).Where(record => record.StartsWith("[STDOUT]", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(200, 20).Select(n => $"[STDERR] {n}"), records.Skip(8).Where(record => record.StartsWith("[STDERR]", StringComparison.Ordinal)));
    }
}
