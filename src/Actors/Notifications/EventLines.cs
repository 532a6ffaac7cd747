using AgentExec.Posix;

namespace AgentExec.Actors.Notifications;

/// <summary>Reads a file of JSON lines in constant memory: a line longer than any record of ours is passed over (fault 13).</summary>
internal static class EventLines
{
    /// <summary>More than an event can have: its line is cut at 256 KiB, its rule came in one request.</summary>
    private const int MostBytes = 16 * 1024 * 1024;

    private const int PieceBytes = 64 * 1024;

    /// <exception cref="IOException">It cannot be read.</exception>
    public static IEnumerable<byte[]> Read(string path)
    {
        using var file = PlainFile.Open(path);
        using var line = new MemoryStream();
        var piece = new byte[PieceBytes];
        var tooLong = false;
        for (long at = 0; RandomAccess.Read(file, piece, at) is > 0 and var count; at += count)
            for (int begin = 0, end; begin < count; begin = end + 1)
            {
                end = Array.IndexOf(piece, (byte)'\n', begin, count - begin);
                var isWhole = end >= 0;
                if (!isWhole) end = count;
                tooLong |= line.Length + end - begin > MostBytes;
                if (!tooLong) line.Write(piece, begin, end - begin);
                if (!isWhole) continue;
                if (!tooLong) yield return line.ToArray();
                line.SetLength(0);
                tooLong = false;
            }
    }
}
