using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace AgentExec.Keeper.Output;

/// <summary>
/// Makes any bytes valid UTF-8: each maximal invalid subsequence becomes one U+FFFD (Unicode 3.9, "maximal subparts"), as
/// lossy decoders everywhere do it.
/// </summary>
internal static class Utf8Repair
{
    private static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    /// <summary>Appends the text, repaired where needed.</summary>
    public static void Append(ReadOnlySpan<byte> text, RecordBuffer target)
    {
        if (Utf8.IsValid(text))
        {
            target.Append(text);
            return;
        }

        while (!text.IsEmpty)
        {
            var valid = ValidPrefix(text, out var invalid);
            target.Append(text[..valid]);
            if (invalid > 0) target.Append(Replacement);
            text = text[(valid + invalid)..];
        }
    }

    /// <summary>
    /// How many bytes at the end begin a character that is not whole yet (0 to 3): they wait for what follows when a line is written in pieces.
    /// </summary>
    public static int IncompleteTail(ReadOnlySpan<byte> text)
    {
        for (var length = 1; length <= 3 && length <= text.Length; length++)
        {
            var tail = text[^length..];
            if ((tail[0] & 0xC0) == 0x80) continue;
            return Rune.DecodeFromUtf8(tail, out _, out _) == OperationStatus.NeedMoreData ? length : 0;
        }

        return 0;
    }

    private static int ValidPrefix(ReadOnlySpan<byte> text, out int invalid)
    {
        invalid = 0;
        var position = 0;
        while (position < text.Length)
        {
            var ascii = text[position..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0) return text.Length;
            position += ascii;
            if (Rune.DecodeFromUtf8(text[position..], out _, out var used) != OperationStatus.Done)
            {
                invalid = used;
                return position;
            }

            position += used;
        }

        return position;
    }
}
