using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Launching;
using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary>The three logs, opened before the command starts so that one that cannot be written stops the launch (contract B3).</summary>
internal sealed class JobLogs(LogFile stdout, LogFile stderr, LogFile full, OutputFile output, ArrivalLog? arrival)
{
    /// <exception cref="PosixException">Says which log.</exception>
    public static JobLogs Open(FileDescriptor directory, LaunchOrder order)
    {
        var limit = LogLimit.Of(order.LogMaxBytes);
        var output = new OutputFile(directory);
        return new JobLogs(
            Own(JobFiles.StdoutLog, output.TryNoteStdout, output.TryNoteStdoutUnwritten),
            Own(JobFiles.StderrLog, output.TryNoteStderr, output.TryNoteStderrUnwritten),
            order.FullLogPath is { } path ? Foreign(path) : Own(JobFiles.FullLog, output.TryNoteFull, null, wholeLines: true),
            output,
            order.Streams.RecordArrival ? new ArrivalLog(directory) : null);

        LogFile Own(string name, Func<OutputGap?, bool> note, Func<long, bool>? noteUnwritten, bool wholeLines = false)
        {
            var file = Files.OpenAppend(directory, name);
            return new LogFile(file, limit, new LogCut(file, note, wholeLines), LogPlace.In(directory, name), noteUnwritten);
        }

        LogFile Foreign(byte[] path)
        {
            var file = OpenForeign(path);
            var cut = new LogCut(file, output.TryNoteFull, wholeLines: true);
            // A pipe or a terminal keeps nothing: it has no limit.
            return file.IsRegularFile() ? new LogFile(file, limit, cut, LogPlace.Of(path)) : new LogFile(file, LogLimit.None, cut);
        }
    }

    public OutputCapture Capture(RunningCommand command)
    {
        var records = new FullLog(full, new RecordPrefix(() => DateTimeOffset.UtcNow));
        return new OutputCapture(
            new StreamCapture(OutputStream.Stdout, command.Stdout, stdout, records, arrival, command.Terminal?.Filter),
            new StreamCapture(OutputStream.Stderr, command.Stderr, stderr, records, arrival),
            full,
            output,
            arrival);
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
