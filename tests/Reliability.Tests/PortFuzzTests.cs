using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AgentExec.Reliability.Tests.Support;
using Xunit.Abstractions;
using static AgentExec.Reliability.Tests.Support.Wire;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 40: ten thousand frames that are no client's, before and behind TLS.</summary>
public sealed class PortFuzzTests(ITestOutputHelper output) : SandboxTest
{
    private const int Frames = 10_000, Bare = 3_000, WarmUp = 2_500, Largest = 4 * 1024 * 1024;

    private static readonly string[] Kinds =
        ["run", "status", "wait", "kill", "list", "tag-set", "notify-set", "gc", "host-status", "host-stop", "job.r", "error.r", "", "System.Object, mscorlib", "é\0"];

    private readonly Fuzz _fuzz = new(output);

    [SkippableFact]
    public async Task Should_answer_the_next_request_after_ten_thousand_frames_that_are_none()
    {
        var job = Cli.Launch("--", "sleep 600");
        var host = Box.Host();
        using var wire = new Wire(Box);
        List<byte[]> real = [.. await wire.RecordAsync(Cli, "status", job), .. await wire.RecordAsync(Cli, "host", "status")];
        Assert.InRange(real.Count, 4, 100);
        var hello = await wire.HelloAsync();
        var began = Stopwatch.GetTimestamp();
        await SendAsync(wire, real, hello, WarmUp);
        Assert.Equal("running", Cli.Ok("status", job).State);
        var (memory, files) = (ProcessTable.Kilobytes(host, "VmRSS"), Descriptors(host));
        var connections = await SendAsync(wire, real, hello, Frames - WarmUp);
        var took = Stopwatch.GetElapsedTime(began);
        var next = Cli.Ok("status", job);
        Assert.Equal("running", next.State);
        Assert.InRange(next.Took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(host, Box.Host());
        var refused = Cli.Ok("host", "status").Number("refused_messages");
        Patience.Until(() => Descriptors(host) <= files + 10, $"the host closes what it refused: {Descriptors(host)} descriptors, {files} before");
        var after = ProcessTable.Kilobytes(host, "VmRSS");
        var log = StillThere.Look(Directory.GetFiles(Box.HostFile(""), "host*.log"), path => new FileInfo(path).Length).Sum(file => file.Value);
        Timings.Record(output,
            $"{Frames} frames on {connections} connections and more in {took.TotalSeconds:0.0} s ({Frames / took.TotalSeconds:0}/s), next request {next.Took.TotalMilliseconds:0} ms, "
            + $"host {memory} KiB after {WarmUp}, {after} KiB after all, {files} and {Descriptors(host)} descriptors, log {log} bytes, {refused} refused");
        Assert.InRange(refused, 100, Frames);
        Assert.InRange(log, 1, 256 * 1024);
        Assert.InRange(after - memory, long.MinValue, 40 * 1024);
        Box.Finish(job);
    }

    private static int Descriptors(int pid) => Directory.GetFileSystemEntries($"/proc/{pid}/fd").Length;

    /// <returns>How many connections it took.</returns>
    private async Task<int> SendAsync(Wire wire, List<byte[]> real, byte[] hello, int count)
    {
        var connections = 0;
        for (var bare = count * Bare / Frames; bare > 0; bare--, count--, connections++)
            await SendBareAsync(wire.Port, _fuzz.Random.Next(2) == 0 ? _fuzz.Bytes(300) : _fuzz.Mutate(hello));
        for (; count > 0; connections++)
        {
            await using var tls = await wire.ConnectAsync();
            // Half of them say properly who they are and hear who the other is, so that what follows is read as messages.
            var isProper = _fuzz.Random.Next(2) == 0;
            Task hearing = Task.CompletedTask;
            try
            {
                if (isProper)
                {
                    await tls.WriteAsync(Associate(_fuzz.Random.Next(1, 60_000)));
                    await tls.ReadExactlyAsync(new byte[4]).AsTask().WaitAsync(Patience.Limit);
                }

                // What comes back is nobody's business here, but a host that could not send would stop reading.
                hearing = tls.CopyToAsync(Stream.Null);
                for (var here = _fuzz.Random.Next(1, isProper ? 40 : 8); here > 0 && count > 0 && !hearing.IsCompleted; here--, count--)
                    await tls.WriteAsync(isProper ? Message(wire.Port) : Next(wire.Port, real));
            }
            catch (IOException)
            {
                // It hung up, as it should.
            }

            tls.Close();
            await hearing.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        return connections;
    }

    private static async Task SendBareAsync(int port, byte[] bytes)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port);
        try
        {
            await client.GetStream().WriteAsync(bytes);
        }
        catch (IOException)
        {
            // It hung up, as it should.
        }
    }

    private byte[] Next(int port, List<byte[]> real) => _fuzz.Random.Next(100) switch
    {
        < 10 => _fuzz.Bytes(200),
        < 14 => Frame(_fuzz.Bytes(50), _fuzz.Pick([0, -1, int.MinValue, int.MaxValue, Largest, Largest + 1, 5])),
        < 15 => Frame(new byte[_fuzz.Pick([64 * 1024, 512 * 1024])]),
        < 25 => Frame(_fuzz.Bytes(400)),
        < 50 => _fuzz.Mutate(_fuzz.Pick(real)),
        < 55 => Frame(Field(2, [.. Field(1, (ulong)_fuzz.Random.Next(8)), .. Field(2, _fuzz.Bytes(60))])),
        < 60 => Frame(_fuzz.Mutate(Associate(_fuzz.Random.Next(70_000))[4..])),
        _ => Message(port),
    };

    /// <summary>A frame that Akka takes for a message. What it holds is never JSON of ours, or it might be obeyed: whoever has the certificate is the user.</summary>
    private byte[] Message(int port)
    {
        var recipient = $"akka.ssl.tcp://agent-exec@127.0.0.1:{port}/" + _fuzz.Pick(["", "user/gateway", "user/jobs", "system/endpointManager", "remote/akka", "temp/x", "deadLetters", "user/\0"]);
        var payload = Payload(_fuzz.Pick([7001, 7001, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 22, -4, 7002, int.MaxValue, int.MinValue]), _fuzz.Pick(Kinds));
        if (_fuzz.Random.Next(2) == 0)
            payload = [.. Field(1, [.. Field(1, payload), .. Field(2, [.. Field(1, (ulong)_fuzz.Random.Next(4)), .. Field(2, _fuzz.Pick(["user", "gateway", "*", ".."]))])]), .. Field(2, 6UL)];
        byte[] envelope = [.. Field(1, Field(1, recipient)), .. Field(2, payload), .. Field(4, Field(1, $"akka.ssl.tcp://x@127.0.0.1:1/temp/{_fuzz.Random.Next()}")), .. Fixed(5, ulong.MaxValue)];
        return Frame(Field(1, Field(2, envelope)));
    }

    private byte[] Payload(int serializer, string manifest) =>
        [.. Field(1, [(byte)'?', .. _fuzz.Bytes(100)]), .. Field(2, (ulong)serializer), .. Field(3, manifest)];

    private byte[] Associate(int ownPort)
    {
        byte[] address = [.. Field(1, "agent-exec-client"), .. Field(2, "127.0.0.1"), .. Field(3, (ulong)ownPort), .. Field(4, "ssl.tcp")];
        return Frame(Field(2, [.. Field(1, 1UL), .. Field(2, [.. Field(1, address), .. Fixed(2, (ulong)_fuzz.Random.NextInt64())])]));
    }
}
