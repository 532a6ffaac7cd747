using System.Text;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Client.Disk;

/// <summary>
/// Reads the ends of both logs. Costs what it returns: it seeks from the end, however long the log is (contract B10). Of a log that reached its limit
/// (B11) only the newest part is a tail; what is before the gap never joins it.
/// </summary>
internal static class LogTail
{
    /// <summary>How often logs are read that are cut meanwhile; the last reading counts.</summary>
    private const int Attempts = 5;

    public static Snapshot Read(JobDirectory job, TailOptions options)
    {
        var output = job.ReadOutput();
        for (var attempt = 1;; attempt++)
        {
            var (stdout, stderr) = (ReadOne(job.StdoutLog, output.Stdout, options), ReadOne(job.StderrLog, output.Stderr, options));
            // A cut is announced before it is made. Without a new announcement and with all that was there, what was read belongs together.
            var after = job.ReadOutput();
            if (attempt == Attempts || (after == output && !stdout.Shrank && !stderr.Shrank)) return Show(stdout, stderr, output);
            output = after;
        }
    }

    private static Snapshot Show(StreamEnd stdout, StreamEnd stderr, OutputRecord output) => new()
    {
        StdoutTail = stdout.Text,
        StderrTail = stderr.Text,
        Truncated = stdout.Cut || stderr.Cut || output.UnwrittenBytes > 0,
        StdoutObservedBytes = stdout.Observed + (output.StdoutUnwrittenBytes ?? 0),
        StderrObservedBytes = stderr.Observed + (output.StderrUnwrittenBytes ?? 0),
        StdoutIncludedBytes = Encoding.UTF8.GetByteCount(stdout.Text),
        StderrIncludedBytes = Encoding.UTF8.GetByteCount(stderr.Text),
        DroppedBytes = output.DroppedBytes > 0 ? output.DroppedBytes : null,
        UnwrittenBytes = output.UnwrittenBytes > 0 ? output.UnwrittenBytes : null,
    };

    private static StreamEnd ReadOne(string path, OutputGap? gap, TailOptions options)
    {
        try
        {
            using var file = PlainFile.Open(path);
            var length = RandomAccess.GetLength(file);
            var begin = Math.Min(length, gap?.TailOffset(length) ?? 0);
            var wanted = (int)Math.Min((ulong)(length - begin), Math.Min(options.MaxBytes, (ulong)Array.MaxLength));
            var bytes = new byte[wanted];
            var read = 0;
            while (read < wanted && RandomAccess.Read(file, bytes.AsSpan(read), length - wanted + read) is > 0 and var count) read += count;
            var bytesCut = gap is not null || length > wanted;
            var (text, linesCut) = TailText.Build(bytes.AsSpan(0, read), bytesCut, options.Lines);
            return new StreamEnd(text, bytesCut || linesCut, gap?.StreamBytes(length) ?? length, RandomAccess.GetLength(file) < length);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // An absent log counts as empty (A13).
            return new StreamEnd("", gap is not null, gap?.DroppedBytes ?? 0, false);
        }
    }

    /// <summary>The end of one stream, and whether its log became shorter while it was read.</summary>
    private readonly record struct StreamEnd(string Text, bool Cut, long Observed, bool Shrank);
}
