using AgentExec.Contracts.Errors;

namespace AgentExec.Cli;

/// <summary>stdin, up to a limit.</summary>
internal static class StandardInput
{
    private const int FirstBytes = 64 * 1024;

    /// <summary>What is there up to its end, or as many bytes as are wanted: no more are read, however many come.</summary>
    /// <exception cref="AgentExecException">It cannot be read.</exception>
    public static byte[] Read(Caller caller, int most)
    {
        try
        {
            using var stdin = caller.Stdin();
            var buffer = new byte[Math.Min(most, FirstBytes)];
            for (var filled = 0; ;)
            {
                if (filled == most) return buffer;
                if (filled == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(most, 2L * filled));
                var count = stdin.Read(buffer.AsSpan(filled));
                if (count == 0) return buffer[..filled];
                filled += count;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new AgentExecException(ErrorDetail.Internal($"stdin cannot be read: {failure.Message}"));
        }
    }
}
