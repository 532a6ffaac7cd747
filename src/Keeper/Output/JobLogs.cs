using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary>The three logs, opened before the command starts so that one that cannot be written stops the launch (contract B3).</summary>
internal sealed class JobLogs(LogFile stdout, LogFile stderr, LogFile full)
{
    /// <exception cref="PosixException">Says which log.</exception>
    public static JobLogs Open(FileDescriptor directory, byte[]? fullLogPath)
    {
        var full = fullLogPath is null ? Files.OpenAppend(directory, JobFiles.FullLog) : OpenForeign(fullLogPath);
        return new JobLogs(
            new LogFile(Files.OpenAppend(directory, JobFiles.StdoutLog)),
            new LogFile(Files.OpenAppend(directory, JobFiles.StderrLog)),
            new LogFile(full));
    }

    public OutputCapture Capture(FileDescriptor stdoutPipe, FileDescriptor stderrPipe)
    {
        var records = new FullLog(full, new RecordPrefix(() => DateTimeOffset.UtcNow));
        return new OutputCapture(
            new StreamCapture(OutputStream.Stdout, stdoutPipe, stdout, records),
            new StreamCapture(OutputStream.Stderr, stderrPipe, stderr, records),
            full);
    }

    private static FileDescriptor OpenForeign(byte[] path)
    {
        for (var i = 1; i < path.Length; i++)
            if (path[i] == '/') MakeParent(path[..i]);
        return Files.OpenForeignLog(path);
    }

    // What is wrong with a parent shows when the file is opened, with the path the user knows.
    private static void MakeParent(byte[] path)
    {
        try
        {
            _ = Files.MakeDirectory(path);
        }
        catch (PosixException)
        {
        }
    }
}
