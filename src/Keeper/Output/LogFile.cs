using AgentExec.Posix;

namespace AgentExec.Keeper.Output;

/// <summary>
/// One log on disk. A refused write costs bytes, never time: the job must not be held up by a full disk (fault 11), and the next write is
/// tried again because space may have come back.
/// </summary>
internal sealed class LogFile(FileDescriptor file) : IDisposable
{
    /// <summary>Appends the bytes; how many of them were lost.</summary>
    public int Append(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var count = file.TryWrite(data);
            if (count <= 0) return data.Length;
            data = data[count..];
        }

        return 0;
    }

    public void Dispose() => file.Dispose();
}
