using System.Buffers;
using System.Text.Unicode;

namespace AgentExec.Actors.Sessions.Output;

/// <summary>The bytes of the combined output as text.</summary>
internal static class OutputText
{
    /// <summary>A pair is not split.</summary>
    public const int LeastChars = 2;

    // A first guess at how many bytes have the characters that are wanted is grown by this factor.
    private const int Growth = 4;

    /// <summary>The characters from a place on.</summary>
    /// <param name="source">Open.</param>
    /// <param name="from">The beginning of a character.</param>
    /// <param name="end">The end of one.</param>
    /// <param name="maxChars">UTF-16 code units.</param>
    /// <returns>The text, the place behind it, and how many bytes on the way are missing.</returns>
    public static (string Text, long Next, long Dropped) From(OutputSource source, long from, long end, long maxChars)
    {
        // A code unit needs at least one byte.
        var most = (int)Math.Clamp(end - from, 0, Math.Max(LeastChars, Math.Min(maxChars, Array.MaxLength)));
        char[] chars = [];
        var (place, dropped, count) = (from, 0L, 0);
        try
        {
            while (place < end && count < most)
            {
                var bytes = source.Read(place, out var missing);
                if (bytes.Length + missing == 0) break;
                missing = Math.Min(missing, end - place);
                bytes = bytes[..(int)Math.Min(bytes.Length, end - place - missing)];
                // Most of a range may be missing: only what came gets room.
                var room = (int)Math.Min(most, (long)count + bytes.Length);
                if (chars.Length < room) chars = Grow(chars, count, room);
                Utf8.ToUtf16(bytes, chars.AsSpan(count, room - count), out var used, out var written, replaceInvalidSequences: true, isFinalBlock: true);
                if (used == 0 && bytes.Length > 0 && missing == 0) break;
                (place, dropped, count) = (place + missing + used, dropped + missing, count + written);
            }

            return (new string(chars, 0, count), place, dropped);
        }
        finally
        {
            if (chars.Length > 0) ArrayPool<char>.Shared.Return(chars);
        }
    }

    /// <summary>The beginning of a part, and whether that is all of it.</summary>
    public static (string Text, bool IsAll) Oldest(OutputSource source, long begin, long end, int maxChars)
    {
        var (text, next, dropped) = From(source, begin, end, maxChars);
        return (text, next >= end && dropped == 0);
    }

    /// <summary>The end of a part, read backwards in growing steps, and whether that is all of it.</summary>
    public static (string Text, bool IsAll) Newest(OutputSource source, long begin, long end, int maxChars)
    {
        for (var back = (long)Math.Max(maxChars, LeastChars) + 16; ; back *= Growth)
        {
            var start = Math.Max(begin, end - back);
            var (text, _, dropped) = From(source, start, end, long.MaxValue);
            if (start <= begin) return (Last(text, maxChars), dropped == 0 && text.Length <= maxChars);
            // It may have begun within a character, which then is up to three wrong ones.
            if (text.Length >= maxChars + Utf8End.MostBytes) return (Last(text, maxChars), false);
        }
    }

    /// <summary>How many lines a text has; a last one without an end counts.</summary>
    public static long Lines(string text) => text.AsSpan().Count('\n') + (text.Length > 0 && text[^1] != '\n' ? 1 : 0);

    private static char[] Grow(char[] chars, int count, int room)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(room, (int)Math.Min(Array.MaxLength, 2L * chars.Length)));
        chars.AsSpan(0, count).CopyTo(larger);
        if (chars.Length > 0) ArrayPool<char>.Shared.Return(chars);
        return larger;
    }

    private static string Last(string text, int maxChars)
    {
        if (text.Length <= maxChars) return text;
        var from = text.Length - maxChars;
        return text[(from < text.Length && char.IsLowSurrogate(text[from]) ? from + 1 : from)..];
    }
}
