using AgentExec.Posix;

namespace AgentExec.Actors.Notifications;

/// <summary>Finds the line of a file that has no end yet.</summary>
public static class LastLine
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>Where it begins: the size of the log when its last line is complete.</summary>
    public static long StartOf(string path)
    {
        try
        {
            using var file = PlainFile.Open(path);
            var chunk = new byte[ChunkBytes];
            for (var end = RandomAccess.GetLength(file); end > 0; end -= Math.Min(end, ChunkBytes))
            {
                var start = Math.Max(0, end - ChunkBytes);
                var count = RandomAccess.Read(file, chunk.AsSpan(0, (int)(end - start)), start);
                var feed = chunk.AsSpan(0, count).LastIndexOf((byte)'\n');
                if (feed >= 0) return start + feed + 1;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // No log yet: it begins with its first line.
        }

        return 0;
    }
}
