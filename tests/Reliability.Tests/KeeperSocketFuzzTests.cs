using System.Buffers.Binary;
using System.Net.Sockets;
using AgentExec.Contracts.Keeping;
using AgentExec.Reliability.Tests.Support;
using Xunit.Abstractions;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 40: a keeper whose socket is spoken to by something of the same user that is no host.</summary>
public sealed class KeeperSocketFuzzTests(ITestOutputHelper output) : SandboxTest
{
    // Its heap is not collected before it has some size, which it reaches in the warm-up.
    private const int Frames = 60_000, WarmUp = 50_000, Silent = 60;

    private readonly Fuzz _fuzz = new(output);

    [Fact]
    public void Should_keep_its_job_and_its_memory_whatever_its_socket_is_told()
    {
        var job = Cli.Launch("--", "until [ -e go ]; do sleep 0.05; done; echo unharmed; exit 7");
        var keeper = Box.KeeperOf(job);
        var socket = Box.JobFile(job, "keeper.sock");
        Send(socket, WarmUp);
        var (memory, files) = (ProcessTable.Kilobytes(keeper, "VmRSS"), Descriptors(keeper));
        Send(socket, Frames - WarmUp);
        Patience.Until(() => Descriptors(keeper) <= files, "the keeper closes what was left");
        var after = ProcessTable.Kilobytes(keeper, "VmRSS");
        Timings.Record(output, $"keeper {memory} KiB after {WarmUp} frames, {after} KiB after {Frames}");
        Assert.InRange(after - memory, long.MinValue, 4 * 1024);
        Assert.Equal("running", Cli.Ok("status", job).State);
        // Another host finds it as usual.
        Sandbox.KillHard(Box.Host());
        Assert.Equal("running", Cli.Ok("status", job).State);
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        Assert.Equal(7, Cli.Ok("wait", job).Number("exit_code"));
        Assert.Equal("unharmed\n", Box.Stdout(job));
    }

    [Fact]
    public void Should_serve_its_host_beside_many_that_say_nothing_or_half_a_frame()
    {
        var job = Cli.Launch("--", "until [ -e go ]; do sleep 0.05; done; exit 7");
        var keeper = Box.KeeperOf(job);
        List<Socket> held = [];
        for (var i = 0; i < Silent; i++)
        {
            held.Add(Connect(Box.JobFile(job, "keeper.sock")));
            if (i % 2 == 0) Say(held[^1], [255, 0, 0, 0, 2]);
        }

        Assert.Equal("running", Cli.Ok("status", job).State);
        Sandbox.KillHard(Box.Host());
        Assert.Equal("running", Cli.Ok("status", job).State);
        Assert.Equal(keeper, Box.KeeperOf(job));
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        Assert.Equal(7, Cli.Ok("wait", job).Number("exit_code"));
        foreach (var peer in held) peer.Dispose();
    }

    private static int Descriptors(int pid) => Directory.GetFileSystemEntries($"/proc/{pid}/fd").Length;

    private void Send(string socket, int count)
    {
        while (count > 0)
        {
            using var peer = Connect(socket);
            for (var here = _fuzz.Random.Next(1, 60); here > 0 && count > 0; here--, count--)
                if (!Say(peer, Next()))
                    break;
        }
    }

    /// <summary>Nothing that the keeper would have to obey: a signal of the user's is the user's will.</summary>
    private byte[] Next() => _fuzz.Random.Next(10) switch
    {
        0 => Framed(_fuzz.Bytes(40), _fuzz.Pick([0, -1, int.MinValue, int.MaxValue, 64 * 1024 + 1, 16 * 1024 * 1024])),
        1 => new KeeperFrame(KeeperFrameKind.Launch, _fuzz.Bytes(200)).Encode(),
        2 => new KeeperFrame(KeeperFrameKind.WatchOutput, _fuzz.Bytes(20)).Encode(),
        3 => new KeeperFrame(KeeperFrameKind.Signal, [.. _fuzz.Bytes(4), 0, 0, 0, 0, 0, 0]).Encode(),
        4 => new KeeperFrame(KeeperFrameKind.WakeHost, [255, .. _fuzz.Bytes(200)]).Encode(),
        // From a later release: skipped, and the connection goes on.
        _ => new KeeperFrame((KeeperFrameKind)_fuzz.Random.Next(20, 256), _fuzz.Bytes(300)).Encode(),
    };

    private static byte[] Framed(byte[] content, int length)
    {
        var frame = new byte[4 + content.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, length);
        content.CopyTo(frame, 4);
        return frame;
    }

    private static Socket Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    private static bool Say(Socket peer, byte[] bytes)
    {
        try
        {
            return peer.Send(bytes) == bytes.Length;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
