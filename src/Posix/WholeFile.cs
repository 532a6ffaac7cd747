namespace AgentExec.Posix;

/// <summary>
/// Reads what the user named from its beginning to its end, up to a limit: a device without end never gets into memory. Pipes and devices are read as files are, so that
/// <c>&lt;(...)</c> and <c>/dev/stdin</c> work.
/// </summary>
public static class WholeFile
{
    private const int FirstBytes = 64 * 1024;

    /// <exception cref="IOException">It cannot be read, or has more than <paramref name="most"/> bytes.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a directory.</exception>
    public static byte[] Read(string path, int most)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var buffer = new byte[Math.Min(most + 1, FirstBytes)];
        for (var filled = 0; ;)
        {
            if (filled > most) throw new IOException($"it has more than {most} bytes, the most that is read");
            if (filled == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(most + 1L, 2L * filled));
            var count = file.Read(buffer.AsSpan(filled));
            if (count == 0) return buffer[..filled];
            filled += count;
        }
    }
}
