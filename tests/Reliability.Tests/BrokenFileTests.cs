using System.Net.Sockets;
using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>
/// Fault 13: anything may be in the place of a file of ours. That one job is broken, all others are listed and work, the host starts, and nobody hangs.
/// </summary>
public sealed class BrokenFileTests : SandboxTest
{
    private const long Huge = 100L << 20;

    private static readonly string[] Files =
    [
        "meta.json", "state.json", "exit.json", "caller.json", "completion_event.json", "match_cursor.json", "output.json", "notification_events.ndjson",
        "stdout.log", "full.log", "keeper.lock", "keeper.sock",
    ];

    private static readonly (string Name, Action<string> Put)[] Damages =
    [
        ("missing", _ => { }),
        ("empty", path => File.WriteAllText(path, "")),
        ("half", path => File.WriteAllText(path, """{"job":{"id":"x","status":"run""")),
        ("null", path => File.WriteAllText(path, "null")),
        ("list", path => File.WriteAllText(path, "[1]")),
        ("types", path => File.WriteAllText(path, """{"job":{"id":5,"status":{}},"result":7,"command":[null],"tags":[null],"delivery_results":[null],"stdout":3}""")),
        ("nulls", path => File.WriteAllText(path, """{"job":null,"result":null,"command":null,"tags":null,"delivery_results":null,"stdout":null}""")),
        ("future", path => File.WriteAllText(path, """{"schema_version":"9.9","job":{"id":"x","status":"paused","started_at":"t"},"result":{},"updated_at":"t"}""")),
        ("bytes", path => File.WriteAllBytes(path, [0xFF, 0xFE, 0, 1, 2])),
        ("deep", path => File.WriteAllText(path, new string('[', 100_000))),
        ("huge", path => File.Create(path).Enlarge(Huge)),
        ("line", path => File.WriteAllText(path, $$"""{"job_id":"{{new string('x', 10_000_000)}}"}""" + "\n")),
        ("directory", path => Directory.CreateDirectory(path)),
        ("fifo", Nodes.MakeFifo),
        ("socket", Listen),
        ("loop", path => File.CreateSymbolicLink(path, path)),
        ("dangling", path => File.CreateSymbolicLink(path, "/nowhere/at/all")),
        ("device", path => File.CreateSymbolicLink(path, "/dev/zero")),
    ];

    [Fact]
    public void Should_break_one_job_only()
    {
        var told = Path.Combine(Box.Work, "told");
        var sound = Cli.Ok("run", "--wait", "--notify-file", told, "--", "echo sound; exit 4").JobId;
        // Nothing of it is removed while it is copied.
        Box.UntilDelivered(sound);
        Cli.Ok("host", "stop");
        var broken = new Dictionary<string, string>();
        foreach (var file in Files)
            foreach (var (name, put) in Damages)
            {
                var job = $"broken-{file.Replace('.', '-')}-{name}";
                Copy(sound, job);
                File.Delete(Box.JobFile(job, file));
                put(Box.JobFile(job, file));
                broken[job] = file;
            }

        _ = Directory.CreateDirectory(Path.Combine(Box.Root, "broken-nothing-in-it"));
        var list = Cli.Ok("list", "--all");
        Assert.Equal(broken.Count + 2, list.Items("jobs").Count + (int)list.Number("skipped"));
        Assert.Contains(list.Items("jobs"), row => row.GetProperty("job_id").GetString() == sound && row.GetProperty("state").GetString() == "exited");
        var host = Box.Host();
        Assert.Equal(4, Cli.Ok("status", sound).Number("exit_code"));
        Assert.Equal(0, Cli.Ok("run", "--wait", "--", "true").Number("exit_code"));
        Cli.Ok("gc", "--dry-run");
        // Each answers within the caller's patience, with an end that is true or an error.
        Parallel.ForEach(broken.Keys, new ParallelOptions { MaxDegreeOfParallelism = 2 }, job =>
        {
            var status = Cli.Run("status", job).Answer();
            if (status.Flag("ok")) Assert.True(status.Text("state") is "exited" or "failed" or "running", $"{job}: {status.Json}");
            else Assert.Equal("internal_error", status.Error.GetProperty("code").GetString());
            if (broken[job] is "stdout.log" or "output.json") Cli.Run("tail", job).Answer();
        });
        Assert.Equal(host, Box.Host());
        Assert.InRange(ProcessTable.Kilobytes(host, "VmHWM"), 1, 600_000);
    }

    [Theory]
    [InlineData("endpoint.json")]
    [InlineData("identity.pem")]
    public void Should_start_a_host_over_a_damaged_file_of_the_last_one(string file)
    {
        var job = Cli.Ok("run", "--wait", "--", "exit 4").JobId;
        foreach (var (name, put) in Damages)
        {
            if (name is "line" or "types" or "nulls" or "future" or "list" or "deep") continue;
            Cli.Ok("host", "stop");
            File.Delete(Box.HostFile(file));
            put(Box.HostFile(file));
            var run = Cli.Run("run", "--wait", "--", "true");
            if (name != "directory") Assert.Equal(0, run.Ok().Number("exit_code"));
            // A directory is not ours to remove: an error that names it.
            else Assert.Contains(file, run.Fails("host_unavailable").Message, StringComparison.Ordinal);
            Assert.Equal(4, Cli.Ok("status", job).Number("exit_code"));
            if (name == "directory") Directory.Delete(Box.HostFile(file));
        }
    }

    private static void Listen(string path)
    {
        // The name stays when the socket is closed. It is made elsewhere: a socket's path has at most 107 bytes.
        var place = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)) socket.Bind(new UnixDomainSocketEndPoint(place));
        if (File.Exists(place)) File.Move(place, path);
        else File.WriteAllText(path, "");
    }

    private void Copy(string from, string to)
    {
        var target = Directory.CreateDirectory(Path.Combine(Box.Root, to), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(Path.Combine(Box.Root, from)).Where(file => !file.EndsWith(".sock", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(target.FullName, Path.GetFileName(file));
            var text = File.ReadAllText(file);
            File.WriteAllText(copy, text.Replace(from, to, StringComparison.Ordinal));
        }
    }
}

internal static class SparseFile
{
    /// <summary>Makes a file large without room on the disk.</summary>
    public static void Enlarge(this FileStream file, long bytes)
    {
        using (file) file.SetLength(bytes);
    }
}
