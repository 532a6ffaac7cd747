using AgentExec.Contracts.Notifications;
using AgentExec.Posix;

namespace AgentExec.Actors.Notifications.Sinks;

/// <summary>
/// Appends an event to a file as one line, in one write, so that the lines of many jobs never mix (contract A20.5). Parents are made. Blocks its thread.
/// </summary>
internal static class FileSink
{
    public static SinkOutcome Append(SinkCall call, string file)
    {
        var path = Path.GetFullPath(file, call.Caller.Directory);
        if (MakeParents(path) is { } error) return error;
        FileDescriptor target;
        try
        {
            target = Posix.Processes.WithUmask((uint)call.Caller.Umask, _ => Files.OpenForeignAppend(path));
        }
        catch (PosixException failure)
        {
            return new SinkOutcome($"open error: {failure.Message}");
        }

        using (target)
        {
            byte[] line = [.. call.Json, (byte)'\n'];
            var written = target.TryWrite(line);
            if (written == line.Length) return SinkOutcome.Told;
            return new SinkOutcome(written < 0
                ? $"write error: {new PosixException(-written, path).Message}"
                : $"write error: only {written} of {line.Length} bytes were taken");
        }
    }

    private static SinkOutcome? MakeParents(string path)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { } parent) Directory.CreateDirectory(parent);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new SinkOutcome($"create parent dir: {error.Message}");
        }
    }
}
