namespace AgentExec.Cli.Bridging;

/// <summary>The kernel's lists of strings, each ended by NUL.</summary>
internal static class Blocks
{
    public static List<byte[]> Split(ReadOnlySpan<byte> block)
    {
        var strings = new List<byte[]>();
        while (!block.IsEmpty)
        {
            var end = block.IndexOf((byte)0);
            if (end < 0) end = block.Length;
            strings.Add(block[..end].ToArray());
            block = block[Math.Min(end + 1, block.Length)..];
        }

        return strings;
    }
}
