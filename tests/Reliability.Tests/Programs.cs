using AgentExec.Posix;

namespace AgentExec.Reliability.Tests;

/// <summary>A private copy of the programs, to be replaced under what runs.</summary>
internal sealed class Programs(Sandbox box)
{
    private static readonly string Source = Path.GetDirectoryName(NativePrograms.Cli)!;

    private readonly string _directory = box["programs"];

    /// <summary>Calls the copy's command line.</summary>
    public Caller Caller => box.Caller with
    {
        Through = ["/bin/sh", "-c", "shift; exec \"$0\" \"$@\"", Path.Combine(_directory, "agent-exec")],
    };

    /// <summary>Puts every program in its place by a rename, as an installer does: running ones keep their old files.</summary>
    public Programs Install()
    {
        Directory.CreateDirectory(_directory);
        foreach (var file in Directory.EnumerateFiles(Source).Where(file => !file.EndsWith(".dbg", StringComparison.Ordinal)))
        {
            var place = Path.Combine(_directory, Path.GetFileName(file));
            Executable.Copy(file, place + ".new");
            File.Move(place + ".new", place, overwrite: true);
        }

        return this;
    }

    public ulong InodeOf(string program) => FileOwner.TryRead(Path.Combine(_directory, program), followLink: false)!.Value.Inode;
}
