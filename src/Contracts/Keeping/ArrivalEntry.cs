using System.Buffers.Binary;

namespace AgentExec.Contracts.Keeping;

/// <summary>
/// One switch in the order of arrival: from here on come bytes of <see cref="IsStderr"/>'s stream, until the next entry. Written before the bytes it speaks of, at
/// the end of <see cref="Jobs.JobFiles.Arrival"/>. Before the first entry everything is stdout, so a job without the file has written only there.
/// </summary>
/// <remarks>
/// A place in the combined stream is the sum of the places in both. At a switch the stream that is left counts only up to the beginning of a character it
/// has not finished: those bytes are in its log already, and belong to its next part.
/// </remarks>
/// <param name="IsStderr">Which stream begins.</param>
/// <param name="StdoutBytes">How far stdout counts here.</param>
/// <param name="StderrBytes">Likewise stderr.</param>
public readonly record struct ArrivalEntry(bool IsStderr, long StdoutBytes, long StderrBytes)
{
    public const int Size = 16;

    private const long StreamBit = 1L << 62;

    /// <summary>The place in the combined stream.</summary>
    public long Combined => StdoutBytes + StderrBytes;

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteInt64LittleEndian(target, StdoutBytes | (IsStderr ? StreamBit : 0));
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], StderrBytes);
    }

    public static ArrivalEntry Read(ReadOnlySpan<byte> source)
    {
        var first = BinaryPrimitives.ReadInt64LittleEndian(source);
        return new ArrivalEntry((first & StreamBit) != 0, first & ~StreamBit, BinaryPrimitives.ReadInt64LittleEndian(source[8..]));
    }
}
