using System.Text;
using AgentExec.Contracts.Responses;

namespace AgentExec.Client.Disk;

/// <summary>Reads the ends of both logs. Costs what it returns: it seeks from the end, however long the log is (contract B10).</summary>
internal static class LogTail
{
    public static Snapshot Read(JobDirectory job, TailOptions options)
    {
        var stdout = ReadOne(job.StdoutLog, options);
        var stderr = ReadOne(job.StderrLog, options);
        return new Snapshot
        {
            StdoutTail = stdout.Text,
            StderrTail = stderr.Text,
            Truncated = stdout.Cut || stderr.Cut,
            StdoutObservedBytes = stdout.Observed,
            StderrObservedBytes = stderr.Observed,
            StdoutIncludedBytes = Encoding.UTF8.GetByteCount(stdout.Text),
            StderrIncludedBytes = Encoding.UTF8.GetByteCount(stderr.Text),
        };
    }

    private static (string Text, bool Cut, long Observed) ReadOne(string path, TailOptions options)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(file);
            var wanted = (int)Math.Min((ulong)length, Math.Min(options.MaxBytes, (ulong)Array.MaxLength));
            var bytes = new byte[wanted];
            var read = 0;
            while (read < wanted && RandomAccess.Read(file, bytes.AsSpan(read), length - wanted + read) is > 0 and var count) read += count;
            var bytesCut = length > wanted;
            var (text, linesCut) = TailText.Build(bytes.AsSpan(0, read), bytesCut, options.Lines);
            return (text, bytesCut || linesCut, length);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // An absent log counts as empty (A13).
            return ("", false, 0);
        }
    }
}
