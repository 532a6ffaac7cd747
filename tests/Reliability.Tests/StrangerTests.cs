using System.Net.Sockets;
using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 43: another local user against the files, the processes and the root's place. Its commands are in EndToEnd.Tests/SecurityTests.</summary>
public sealed class StrangerTests : SandboxTest
{
    private const int NotPermitted = 1, NoSuchPeer = 0;

    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const UnixFileMode Everybody = Open | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    [SkippableFact]
    public void Should_let_another_user_open_no_file_make_none_and_remove_none()
    {
        Stranger.Need();
        // Both listings are to find the same: nothing is removed in between.
        Box.UntilDelivered(Cli.Ok("run", "--wait", "--", "echo ended").JobId);
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        // Only what the product itself closes may keep the stranger out.
        File.SetUnixFileMode(Box.Path, Everybody);
        var everything = Directory.EnumerateFileSystemEntries(Box.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).ToList();
        Assert.InRange(everything.Count, 15, int.MaxValue);
        foreach (var path in everything.Append(Box.Root))
        {
            // Not even whether it is there.
            if (path != Box.Root) Assert.False(Stranger.Do(() => File.Exists(path) || Directory.Exists(path)), path);
            Refused(path, () => File.ReadAllBytes(path));
            Refused(path, () => Directory.GetFileSystemEntries(path));
            Refused(path, () => File.WriteAllText(path, "planted"));
            Refused(path, () => File.SetUnixFileMode(path, Everybody));
            Refused(path, () => File.Delete(path));
            if (path != Box.Root) Refused(path, () => File.CreateSymbolicLink(path + ".link", "/etc/passwd"));
        }

        Assert.Equal(everything.Order(), Directory.EnumerateFileSystemEntries(Box.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Order());
        Box.Finish(job);
    }

    [SkippableFact]
    public void Should_let_another_user_signal_no_process_and_see_none_of_their_environment()
    {
        Stranger.Need();
        var job = Cli.Launch("--env", "TOKEN=5feceb66", "--mask", "TOKEN", "--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        foreach (var pid in (int[])[Box.Host(), Box.KeeperOf(job), Box.PidOf(job)])
        {
            foreach (var signal in (int[])[0, 9, 15, 18, 19]) Assert.Equal((pid, NotPermitted), (pid, Stranger.Signal(pid, signal)));
            foreach (var file in (string[])["environ", "mem", "fd", "cwd", "maps"]) Refused(file, () => File.ReadAllBytes($"/proc/{pid}/{file}"));
        }

        Assert.Equal("running", Cli.Ok("status", job).State);
        Box.Finish(job);
    }

    [SkippableFact]
    public void Should_hang_up_on_another_user_who_reached_a_keepers_socket()
    {
        Stranger.Need();
        var job = Cli.Launch("--", "echo ready; exec sleep 600");
        Box.UntilSaid(job, "ready");
        Box.PidOf(job);
        var socket = Box.JobFile(job, "keeper.sock");
        File.SetUnixFileMode(Box.Path, Open);
        Refused(socket, () => Connect(socket).Dispose());
        // Whatever opened the way: the keeper asks the kernel who it is that came.
        foreach (var path in (string[])[Box.Root, Path.GetDirectoryName(socket)!, socket]) File.SetUnixFileMode(path, Everybody);
        Stranger.Do(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                using var peer = Connect(socket);
                Assert.Equal(NoSuchPeer, Order(peer, [6, 0, 0, 0, 2, 9, 0, 0, 0, 1]));
            }
        });
        foreach (var path in (string[])[Box.Root, Path.GetDirectoryName(socket)!]) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal("running", Cli.Ok("status", job).State);
        // The same order of the same bytes is obeyed when it comes from the owner: what was sent above was worth refusing.
        using (var owner = Connect(socket)) _ = Order(owner, [6, 0, 0, 0, 2, 9, 0, 0, 0, 1]);
        Assert.Equal("9", Cli.Ok("wait", job).Text("signal"));
    }

    [SkippableFact]
    public void Should_refuse_a_root_that_another_user_planted_or_put_in_the_place_of_ours()
    {
        Stranger.Need();
        File.SetUnixFileMode(Box.Path, Open);
        var common = Directory.CreateDirectory(Box["common"]).FullName;
        File.SetUnixFileMode(common, Everybody);
        var (root, mine) = (Path.Combine(common, "jobs"), Directory.CreateDirectory(Box["mine"]).FullName);
        foreach (var plant in (Action[])
                 [
                     () => Directory.CreateDirectory(root), () => Directory.CreateSymbolicLink(root, common), () => Directory.CreateSymbolicLink(root, "/tmp"),
                     () => Directory.CreateSymbolicLink(root, mine), () => File.WriteAllText(root, ""), () => File.CreateSymbolicLink(root, Path.Combine(common, "none")),
                 ])
        {
            Stranger.Do(plant);
            Cli.Fails("internal_error", "--root", root, "run", "--", "touch ran");
            Stranger.Do(() =>
            {
                if (Directory.Exists(root) && new DirectoryInfo(root).LinkTarget is null) Directory.Delete(root);
                else File.Delete(root);
            });
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(mine));
        // Whoever may rename in the parent can take the root away, but not put another there that is believed.
        var ours = Cli.Ok("--root", root, "run", "--", "true").JobId;
        Cli.Ok("--root", root, "host", "stop");
        Stranger.Do(() =>
        {
            Directory.Move(root, root + ".away");
            Directory.CreateDirectory(root);
        });
        Cli.Fails("internal_error", "--root", root, "run", "--", "touch ran");
        Assert.Equal("exited", Cli.Ok("--root", root + ".away", "status", ours).State);
        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
    }

    private static void Refused(string path, Action what)
    {
        var error = Record.Exception(() => Stranger.Do(what));
        var isRefused = error is UnauthorizedAccessException or DirectoryNotFoundException or FileNotFoundException or IOException
            || error is SocketException { SocketErrorCode: SocketError.AccessDenied };
        Assert.True(isRefused, $"{path}: {error?.ToString() ?? "another user was let"}");
    }

    private static Socket Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends an order and reads what comes, to its end or the first facts; 0 is nothing at all.</summary>
    private static int Order(Socket socket, byte[] frame)
    {
        socket.ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds;
        try
        {
            _ = socket.Send(frame);
            return socket.Receive(new byte[4096]);
        }
        catch (SocketException closed) when (closed.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted)
        {
            return NoSuchPeer;
        }
    }
}
