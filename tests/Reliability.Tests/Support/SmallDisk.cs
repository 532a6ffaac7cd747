using System.Diagnostics;

namespace AgentExec.Reliability.Tests.Support;

/// <summary>
/// A jobs root on a small file system of its own, which a test can fill, empty and make read-only. Disposing stops the host, since whoever has a file open
/// keeps the file system.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly Sandbox _box;

    /// <summary>Mounts it; skips the test where there is no right to.</summary>
    public SmallDisk(Sandbox box, string options = "size=4m")
    {
        _box = box;
        _ = Directory.CreateDirectory(box.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Skip.IfNot(Mount("-t", "tmpfs", "-o", $"mode=0700,{options}", "tmpfs", box.Root), "needs the right to mount a tmpfs");
    }

    private string Ballast => Path.Combine(_box.Root, ".ballast");

    /// <summary>Takes all room but so many bytes.</summary>
    public void Fill(long leave = 0)
    {
        var room = new DriveInfo(_box.Root).AvailableFreeSpace - leave;
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, 0);
        var block = new byte[4096];
        try
        {
            for (; room >= block.Length || leave == 0; room -= block.Length) file.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Empty() => File.Delete(Ballast);

    /// <summary>From now on writes are refused, to root too, which no mode would stop.</summary>
    public void MakeReadOnly() => Assert.True(Mount("-o", "remount,ro", _box.Root));

    public void MakeWritable() => Assert.True(Mount("-o", "remount,rw", _box.Root));

    public void Dispose()
    {
        _ = Mount("-o", "remount,rw", _box.Root);
        Empty();
        _ = _box.Caller.Run("host", "stop");
        Patience.Until(() => ProcessTable.TracesOf(_box.Path).Count == 0, "everybody of this world has left");
        Assert.True(Tool.Run("umount", _box.Root));
    }

    private static bool Mount(params string[] arguments) => Tool.Run("mount", arguments);
}

/// <summary>Programs of the system.</summary>
internal static class Tool
{
    /// <summary>Whether it is there and succeeds.</summary>
    public static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
