using AgentExec.Contracts.Errors;

namespace AgentExec.Client;

/// <summary>What a job reads when it is handed over with the submission.</summary>
public static class StdinBytes
{
    /// <summary>So much fits into a request beside a large environment; more is a file's.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    /// <summary>Reads to the end.</summary>
    /// <exception cref="AgentExecException">There is more than <see cref="MostBytes"/>; the rest is not read.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] Read(Stream source)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (source.Read(buffer) is > 0 and var count)
        {
            all.Write(buffer.AsSpan(0, count));
            if (all.Length > MostBytes) throw TooLarge();
        }

        return all.ToArray();
    }

    /// <exception cref="AgentExecException">There are more than <see cref="MostBytes"/>.</exception>
    internal static byte[]? Check(byte[]? bytes) => bytes?.Length > MostBytes ? throw TooLarge() : bytes;

    private static AgentExecException TooLarge() => new(new ErrorDetail(
        ErrorCode.RequestTooLarge, $"the input has more than {MostBytes} bytes: write it to a file and pass that with --stdin-file", false)
    {
        Details = new ErrorFacts { LimitBytes = MostBytes },
    });
}
