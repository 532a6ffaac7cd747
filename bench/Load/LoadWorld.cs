using System.Diagnostics;
using AgentExec.Client;

namespace AgentExec.Load;

/// <summary>A fresh root, a directory to work in, and the programs. Disposing removes them unless something is to be looked at.</summary>
internal sealed class LoadWorld(string programs) : IDisposable
{
    private static readonly TimeSpan GraceForLeaving = TimeSpan.FromSeconds(10);

    public string Path { get; } = Directory.CreateTempSubdirectory("agent-exec-load-").FullName;

    public string Root => System.IO.Path.Combine(Path, "jobs");

    public string Work => Directory.CreateDirectory(System.IO.Path.Combine(Path, "work")).FullName;

    /// <summary>Leaves the directory where it is.</summary>
    public bool Keep { get; set; }

    public string Cli { get; } = File.Exists(System.IO.Path.Combine(programs, "agent-exec"))
        ? System.IO.Path.Combine(programs, "agent-exec")
        : throw new ArgumentException($"no programs in {programs}: run eng/publish-native.sh");

    public AgentExecClient NewClient() => new(new ClientOptions { Root = Root, ProgramDirectory = programs, Patience = TimeSpan.FromSeconds(30) });

    public List<int> Hosts() => ProcessTable.WithArguments($"agent-exec-host {Root}");

    public List<int> Keepers() => ProcessTable.WithArguments($"agent-exec-keeper {Root}/");

    /// <summary>Runs a program in the work directory to its end.</summary>
    public async Task<(int ExitCode, string Stdout, string Stderr)> CallAsync(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Work, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["AGENT_EXEC_ROOT"] = Root },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var stdout = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return (process.ExitCode, stdout, await errors.ConfigureAwait(false));
    }

    /// <summary>What still lives of this world when the keepers had time to leave.</summary>
    public List<string> LeftProcesses()
    {
        var deadline = DateTime.UtcNow + GraceForLeaving;
        while (true)
        {
            var left = ProcessTable.TracesOf(Path);
            var patience = deadline - DateTime.UtcNow;
            if (left.Count > 0 && patience > TimeSpan.Zero && ProcessTable.HasEnded(left[0], patience)) continue;
            return [.. left.Select(pid => $"{pid}: {ProcessTable.Arguments(pid)}")];
        }
    }

    public void Dispose()
    {
        foreach (var pid in ProcessTable.TracesOf(Path)) ProcessTable.Kill(pid);
        if (!Keep) Directory.Delete(Path, recursive: true);
    }
}
