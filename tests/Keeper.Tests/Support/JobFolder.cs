using System.Text.Json;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Support;

/// <summary>A fresh job directory as the host prepares it.</summary>
internal sealed class JobFolder : IDisposable
{
    public JobFolder()
    {
        foreach (var log in (string[])[JobFiles.StdoutLog, JobFiles.StderrLog, JobFiles.FullLog])
            File.WriteAllBytes(this[log], []);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("keeper-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Text(string log) => File.ReadAllText(this[log]);

    public ExitRecord ExitRecord() => JsonSerializer.Deserialize<ExitRecord>(File.ReadAllBytes(this[JobFiles.Exit]))!;

    /// <summary>What the logs lack; nothing while there is no such file.</summary>
    public OutputRecord OutputRecord() => File.Exists(this[JobFiles.Output])
        ? JsonSerializer.Deserialize<OutputRecord>(File.ReadAllBytes(this[JobFiles.Output]))!
        : Contracts.Keeping.OutputRecord.Whole;

    /// <summary>Opens keeper.lock locked, on an open description that a keeper can inherit.</summary>
    public FileDescriptor TakeLock() => FileLock.TryTake(this[JobFiles.KeeperLock])!.Descriptor;

    public bool IsLocked() => FileLock.IsHeld(this[JobFiles.KeeperLock]);

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
