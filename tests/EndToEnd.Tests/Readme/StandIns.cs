using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests.Readme;

/// <summary>Programs that the README's examples name and that nobody has, on the PATH of the caller and of login shells.</summary>
internal sealed class StandIns
{
    private readonly Sandbox _box;

    public StandIns(Sandbox box)
    {
        _box = box;
        foreach (var directory in (string[])[Bin, Calls, Path.Combine(box.Work, "scripts")]) Directory.CreateDirectory(directory);
        // Renamed into place: a call that is seen is whole.
        Write(Path.Combine(Bin, "openclaw"), $"""
            mkdir '{Calls}'/.$$
            printf '%s\0' "$@" >'{Calls}'/.$$/arguments
            cat >'{Calls}'/.$$/stdin
            mv '{Calls}'/.$$ '{Calls}'/$$
            if [ -e '{Down}' ]; then rm '{Down}'; exit 1; fi
            """);
        Write(Path.Combine(Bin, "make"), $"echo \"make: *** No rule to make target '$1'.  Stop.\" >&2; exit 2");
        Write(Path.Combine(Bin, "long-running-command"), "echo \"long-running $*\"");
        Write(Path.Combine(Bin, "my_script.sh"), "echo my script");
        Write(Path.Combine(box.Work, "scripts/run-heavy-task.sh"), "echo heavy");
        File.WriteAllText(Path.Combine(box.Home, ".profile"), $"PATH={Bin}:$PATH\n");
    }

    public string Bin => _box["bin"];

    private string Calls => _box["calls"];

    private string Down => _box["down"];

    /// <summary>Lets the next call of <c>openclaw</c> fail.</summary>
    public void FailOnce() => File.WriteAllText(Down, "");

    /// <summary>What <c>openclaw</c> was called with, once there are so many calls.</summary>
    public List<Call> Openclaw(int count)
    {
        Patience.Until(() => Whole().Count() == count, $"{count} calls of openclaw; there are {Whole().Count()}");
        return
        [
            .. Whole().OrderBy(File.GetLastWriteTimeUtc).Select(call => new Call(
                File.ReadAllText(Path.Combine(call, "arguments")).TrimEnd('\0').Split('\0'), File.ReadAllText(Path.Combine(call, "stdin")))),
        ];
    }

    private IEnumerable<string> Whole() => Directory.EnumerateDirectories(Calls).Where(call => Path.GetFileName(call)[0] != '.');

    private static void Write(string path, string script) => Executable.Write(path, "#!/bin/sh\n" + script + "\n");

    internal sealed record Call(string[] Arguments, string Stdin);
}
