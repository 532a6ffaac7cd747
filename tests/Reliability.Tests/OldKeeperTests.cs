using AgentExec.Posix;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 5: a keeper outlives the release that started it. Bytes of today's link, which must be understood for ever.</summary>
public sealed class OldKeeperTests : SandboxTest
{
    private const string Job = "01M838T8EYDEAZHZMVGRXTRMNA";

    // Started: pid 25298, start time 1684136. Kind 31 is none that any release knows.
    private const string Started = "0D00000010" + "D2620000" + "A8B2190000000000", Unknown = "040000001FFFFFFF", KillOrder = "06000000020F00000001";

    private const string Record =
        """
        {"pid":25298,"exit_code":null,"signal":15,"core_dumped":false,"cause":"kill","launch_error":null,"launch_errno":0,"duration_ms":3385,"finished_at_unix_ms":1795406245700,"user_time_ms":4,"system_time_ms":3,"peak_memory_bytes":3571712,"stdout_bytes":0,"stderr_bytes":0,"dropped_bytes":0,"output_complete":true}
        """;

    [Fact]
    public async Task Should_understand_a_keeper_of_an_earlier_release_and_be_understood()
    {
        WriteJob();
        using var directory = Files.OpenDirectory(Path.Combine(Box.Root, Job));
        using var proofOfLife = FileLock.TryTake(directory, "keeper.lock")!;
        using var listener = UnixSocket.Listen(directory, "keeper.sock");
        using var waiting = Cli.Start("kill", "--wait-ms", "20000", Job);
        using var link = Accept(listener);
        Send(link, Unknown + Started);
        var order = await Task.Run(() => Read(link, KillOrder.Length / 2));
        Assert.Equal(KillOrder, order);
        // The end is in exit.json before it is said.
        File.WriteAllText(Box.JobFile(Job, "exit.json"), Record);
        Send(link, Frame(17) + Unknown + Frame(18));
        var end = waiting.Finish().Ok();
        Assert.Equal(("killed", "killed"), (end.State, end.Text("reason")));
        proofOfLife.Dispose();
        link.Dispose();
        Assert.Equal("15", Cli.Ok("status", Job).Text("signal"));
    }

    [Fact]
    public void Should_be_obeyed_by_a_keeper_that_does_not_know_every_order()
    {
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        using (var directory = Files.OpenDirectory(Path.Combine(Box.Root, job)))
        using (var later = UnixSocket.TryConnect(directory, "keeper.sock")!)
        {
            Send(later, Unknown + KillOrder);
            Assert.Equal("10", Read(later, 5)[8..]);
        }

        Assert.Equal(("killed", "15"), (Cli.Ok("wait", job) is var end ? end.State : "", end.Text("signal")));
    }

    private void WriteJob()
    {
        Files.MakeDirectory(Box.Root);
        Files.MakeDirectory(Path.Combine(Box.Root, Job));
        foreach (var log in (string[])["stdout.log", "stderr.log", "full.log"]) File.WriteAllText(Box.JobFile(Job, log), "");
        File.WriteAllText(
            Box.JobFile(Job, "meta.json"),
            $$"""{"job":{"id":"{{Job}}"},"schema_version":"0.1","command":["sleep","600"],"created_at":"2026-11-23T03:57:22Z","root":"{{Box.Root}}","env_keys":[],"cwd":"/","tags":[]}""");
        File.WriteAllText(
            Box.JobFile(Job, "state.json"),
            $$"""
              {"job":{"id":"{{Job}}","status":"running","started_at":"2026-11-23T03:57:22Z"},"result":{"exit_code":null,"signal":null,"duration_ms":null},
               "pid":25298,"updated_at":"2026-11-23T03:57:23Z","pid_start_ticks":1684136,"boot_id":"5f0c2f0e-6a3b-4f0e-9d38-2f6f1f0c7a11"}
              """);
    }

    private static string Frame(int kind) =>
        Convert.ToHexString([.. BitConverter.GetBytes(Record.Length + 1), (byte)kind, .. System.Text.Encoding.ASCII.GetBytes(Record)]);

    private static FileDescriptor Accept(FileDescriptor listener)
    {
        Await(listener);
        return UnixSocket.TryAccept(listener)!;
    }

    private static void Send(FileDescriptor link, string hex)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.Equal(bytes.Length, UnixSocket.TrySend(link, bytes));
    }

    private static string Read(FileDescriptor link, int count)
    {
        var bytes = new byte[count];
        for (var filled = 0; filled < count;)
        {
            Await(link);
            var read = link.Read(bytes.AsSpan(filled));
            Assert.True(read > 0, "the link was closed");
            filled += read;
        }

        return Convert.ToHexString(bytes);
    }

    private static void Await(FileDescriptor what) => Assert.True(Poller.WaitReadable(what, Patience.Limit), "nobody spoke");
}
