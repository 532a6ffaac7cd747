using System.Buffers;
using System.Text;

namespace AgentExec.Actors.Sessions.Output;

/// <summary>The end of a piece of UTF-8.</summary>
internal static class Utf8End
{
    /// <summary>Bytes of the longest character, without its last.</summary>
    public const int MostBytes = 3;

    /// <summary>How many bytes at the end begin a character that is not whole yet, 0 to 3.</summary>
    public static int Unfinished(ReadOnlySpan<byte> text)
    {
        for (var length = 1; length <= MostBytes && length <= text.Length; length++)
        {
            var end = text[^length..];
            if ((end[0] & 0xC0) == 0x80) continue;
            return Rune.DecodeFromUtf8(end, out _, out _) == OperationStatus.NeedMoreData ? length : 0;
        }

        return 0;
    }
}
