using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary>The three logs, opened before the command starts so that one that cannot be written stops the launch (contract B3).</summary>
internal sealed class JobLogs(LogFile stdout, LogFile stderr, LogFile full, OutputFile output)
{
    /// <exception cref="PosixException">Says which log.</exception>
    public static JobLogs Open(FileDescriptor directory, LaunchOrder order)
    {
        var full = order.FullLogPath is null ? Files.OpenAppend(directory, JobFiles.FullLog) : OpenForeign(order.FullLogPath);
        var limit = LogLimit.Of(order.LogMaxBytes);
        var output = new OutputFile(directory);
        return new JobLogs(
            Limited(Files.OpenAppend(directory, JobFiles.StdoutLog), limit, output.TryNoteStdout),
            Limited(Files.OpenAppend(directory, JobFiles.StderrLog), limit, output.TryNoteStderr),
            // A pipe or a terminal keeps nothing: it has no limit.
            Limited(full, full.IsRegularFile() ? limit : LogLimit.None, output.TryNoteFull, wholeLines: true),
            output);
    }

    public OutputCapture Capture(FileDescriptor stdoutPipe, FileDescriptor stderrPipe)
    {
        var records = new FullLog(full, new RecordPrefix(() => DateTimeOffset.UtcNow));
        return new OutputCapture(
            new StreamCapture(OutputStream.Stdout, stdoutPipe, stdout, records),
            new StreamCapture(OutputStream.Stderr, stderrPipe, stderr, records),
            full,
            output);
    }

    private static LogFile Limited(FileDescriptor file, LogLimit limit, Func<OutputGap?, bool> note, bool wholeLines = false) =>
        new(file, limit, new LogCut(file, note, wholeLines));

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
