using AgentExec.Actors.Storage;
using AgentExec.Contracts.Notifications;
using AgentExec.Posix;

namespace AgentExec.Actors.Notifications.Sinks;

/// <summary>
/// Appends an event to a file as one line, in one write, so that the lines of many jobs never mix (contract A20.5). Parents are made. Blocks its thread.
/// </summary>
internal static class FileSink
{
    public static SinkOutcome Append(SinkCall call, string file, string? root)
    {
        // Not made shorter: behind a link, ".." is the kernel's to resolve.
        var path = Path.Combine(call.Caller.Directory, file);
        if (OwnPlaces.Refusal(root, path) is { } breach) return new SinkOutcome($"open error: {path} {breach.Why}");
        var (target, refused) = Open(path, ~(uint)call.Caller.Umask);
        if (target is null) return refused!;
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

    private static (FileDescriptor?, SinkOutcome?) Open(string path, uint allowed)
    {
        try
        {
            Files.MakeForeignParents(path, 0x1FF /* 0777 */ & allowed);
        }
        catch (PosixException error)
        {
            return (null, new SinkOutcome($"create parent dir: {error.Message}"));
        }

        try
        {
            return (Files.OpenForeignAppend(path, Files.OrdinaryFile & allowed), null);
        }
        catch (PosixException error)
        {
            return (null, new SinkOutcome($"open error: {error.Message}"));
        }
    }
}
