using System.Text;

namespace AgentExec.Client.Disk;

/// <summary>The text of a stream's end (contract A13, B10), as a pure function of its last bytes.</summary>
internal static class TailText
{
    /// <summary>Decodes lossily and keeps the last lines; a cut through a character moves to the next character.</summary>
    /// <param name="bytes">The last bytes of the stream.</param>
    /// <param name="cut">Whether there are bytes before them.</param>
    /// <param name="lines">Lines to keep; 0 keeps the text verbatim.</param>
    public static (string Text, bool LinesCut) Build(ReadOnlySpan<byte> bytes, bool cut, ulong lines)
    {
        var text = Encoding.UTF8.GetString(cut ? bytes[PartialCharacter(bytes)..] : bytes);
        return lines == 0 ? (text, false) : LastLines(text, lines);
    }

    // At most three continuation bytes can belong to a character that began before the cut; four would be invalid in any case.
    private static int PartialCharacter(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (count < bytes.Length && (bytes[count] & 0xC0) == 0x80) count++;
        return count <= 3 ? count : 0;
    }

    private static (string Text, bool LinesCut) LastLines(string text, ulong lines)
    {
        if (text.Length == 0) return ("", false);
        var end = text.EndsWith('\n') ? text.Length - 1 : text.Length;
        var start = end;
        for (ulong seen = 0; start > 0; start--)
            if (text[start - 1] == '\n' && ++seen == lines)
                break;
        var kept = text[start..end].Split('\n');
        // A carriage return directly before a line feed belongs to the line's end; one at the very end does so only with its line feed.
        for (var i = 0; i < kept.Length; i++)
            if ((i < kept.Length - 1 || end < text.Length) && kept[i].EndsWith('\r'))
                kept[i] = kept[i][..^1];
        return (string.Join('\n', kept), start > 0);
    }
}
