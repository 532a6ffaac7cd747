using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AgentExec.Reliability.Tests.Support;
using Xunit.Abstractions;

namespace AgentExec.Reliability.Tests;

/// <summary>
/// Faults 40 and 42: many callers at once, peers that stall before and in the middle of the TLS handshake, and answers larger than a frame. Requests larger than
/// one are in EndToEnd.Tests/BadInputTests.
/// </summary>
public sealed class CrowdTests(ITestOutputHelper output) : SandboxTest
{
    private const int Calls = 200, AtOnce = 16, Stalled = 50;

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public void Should_answer_each_of_a_crowd_of_callers_truly()
    {
        var (running, ended) = (Cli.Launch("--", "sleep 600"), Cli.Ok("run", "--wait", "--", "exit 7").JobId);
        var times = new TimeSpan[Calls];
        Parallel.For(0, Calls, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, number =>
        {
            var answer = (number % 4) switch
            {
                0 => Cli.Ok("status", ended),
                1 => Cli.Ok("run", "--wait", "--", $"echo {number}; exit {number}"),
                _ => Cli.Ok("status", running),
            };
            times[number] = answer.Took;
            Assert.Equal(number % 4 is 0 or 1 ? "exited" : "running", answer.State);
            if (number % 4 == 0) Assert.Equal(7, answer.Number("exit_code"));
            if (number % 4 == 1) Assert.Equal((number, $"{number}\n"), ((int)answer.Number("exit_code"), Box.Stdout(answer.JobId)));
        });
        Timings.Record(output, $"{Calls} calls, {AtOnce} at once", times);
        Assert.Equal(Calls / 4 + 2, Cli.Ok("list", "--all", "--limit", "0").Items("jobs").Count);
        Box.Finish(running);
    }

    [Fact]
    public async Task Should_drop_those_that_stall_before_or_in_the_middle_of_the_handshake_and_serve_others_meanwhile()
    {
        var job = Cli.Launch("--", "sleep 600");
        var host = Box.Host();
        using var wire = new Wire(Box);
        var hello = await wire.HelloAsync();
        var files = Directory.GetFileSystemEntries($"/proc/{host}/fd").Length;
        var began = Stopwatch.GetTimestamp();
        List<TcpClient> stalled = [];
        for (var i = 0; i < 2 * Stalled; i++)
        {
            var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(IPAddress.Loopback, wire.Port);
            // One in four says all of its hello and never goes on, one in four breaks off in the middle of it.
            if (i % 2 == 1) await client.GetStream().WriteAsync(i % 4 == 1 ? hello : hello.AsMemory(0, hello.Length / 2));
            stalled.Add(client);
        }

        var meanwhile = Enumerable.Range(0, 5).Select(_ => Cli.Ok("status", job)).ToList();
        Assert.All(meanwhile, answer => Assert.Equal("running", answer.State));
        Timings.Record(output, $"status beside {2 * Stalled} stalled peers", meanwhile.Select(answer => answer.Took));
        using var patience = new CancellationTokenSource(Patience.Limit);
        foreach (var client in stalled) await DrainAsync(client, patience.Token);
        var took = Stopwatch.GetElapsedTime(began);
        Timings.Record(output, $"{2 * Stalled} stalled peers dropped after {took.TotalSeconds:0.0} s");
        // Five seconds for both handshakes, and what closing takes.
        Assert.InRange(took, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15));
        foreach (var client in stalled) client.Dispose();
        Patience.Until(() => Directory.GetFileSystemEntries($"/proc/{host}/fd").Length <= files + 5, "the host closes its ends");
        Assert.InRange(File.ReadLines(Box.HostFile("host.log")).Count(), 1, 60);
        Assert.Equal(host, Box.Host());
        Box.Finish(job);
    }

    [Fact]
    public void Should_answer_a_list_that_is_larger_than_a_frame_whole()
    {
        const int Count = 1_200;
        var sound = Cli.Ok("run", "--wait", "--tag", "a", "--", "true").JobId;
        // Each row carries its tags: four kilobytes of them.
        var tags = string.Join(", ", Enumerable.Range(0, 60).Select(number => $"\"tag-{number}-{new string('x', 60)}\""));
        var (meta, state) = (File.ReadAllText(Box.JobFile(sound, "meta.json")), File.ReadAllText(Box.JobFile(sound, "state.json")));
        Assert.Contains("\"a\"", meta, StringComparison.Ordinal);
        Parallel.For(0, Count, number =>
        {
            var job = Directory.CreateDirectory(Path.Combine(Box.Root, $"01A{number:D23}"), Private).FullName;
            File.WriteAllText(Path.Combine(job, "meta.json"), meta.Replace(sound, Path.GetFileName(job), StringComparison.Ordinal).Replace("\"a\"", tags, StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(job, "state.json"), state.Replace(sound, Path.GetFileName(job), StringComparison.Ordinal));
        });
        Assert.Single(Box.Hosts());
        var list = Cli.Run("list", "--all", "--limit", "0");
        Assert.InRange(list.Stdout.Length, 4 * 1024 * 1024 + 1, 64 * 1024 * 1024);
        Assert.Equal(Count + 1, list.Ok().Items("jobs").Select(row => row.GetProperty("job_id").GetString()).Distinct().Count());
    }

    private static async Task DrainAsync(TcpClient client, CancellationToken patience)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await client.GetStream().ReadAsync(buffer, patience) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Hung up on.
        }
    }
}
