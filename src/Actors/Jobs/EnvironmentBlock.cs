using System.Text;

namespace AgentExec.Actors.Jobs;

/// <summary>The workload's environment (contract A9.4): the caller's or nothing, then env files, then <c>--env</c>; later wins, nothing is added.</summary>
public static class EnvironmentBlock
{
    /// <summary>Splits <c>KEY=VALUE\0KEY=VALUE\0</c>, keeping bytes as they are.</summary>
    public static IEnumerable<byte[]> Split(byte[] block)
    {
        for (var start = 0; start < block.Length;)
        {
            var end = Array.IndexOf(block, (byte)0, start);
            if (end < 0) end = block.Length;
            if (end > start) yield return block[start..end];
            start = end + 1;
        }
    }

    /// <summary>Applies texts of the form <c>KEY=VALUE</c> over a base, in order; a text without <c>=</c> sets the empty string.</summary>
    public static IReadOnlyList<byte[]> Merge(IEnumerable<byte[]> inherited, IEnumerable<string> texts)
    {
        var order = new List<string>();
        var values = new Dictionary<string, byte[]>();
        foreach (var entry in inherited.Concat(texts.Select(text => Encoding.UTF8.GetBytes(text.Contains('=') ? text : text + "="))))
        {
            // Latin-1 keeps every byte distinct, so names that are not UTF-8 stay apart.
            // An inherited entry without "=" is all name.
            var name = Encoding.Latin1.GetString(entry.AsSpan().IndexOf((byte)'=') is >= 0 and var end ? entry.AsSpan(0, end) : entry);
            if (!values.ContainsKey(name)) order.Add(name);
            values[name] = entry;
        }

        return order.ConvertAll(name => values[name]);
    }

    /// <summary>The settings of an env file: per line trimmed, blank and <c>#</c> lines skipped, no quotes, no <c>export</c>, no escapes. They are texts for <see cref="Merge"/>.</summary>
    public static IEnumerable<string> ParseFile(string text) => text.Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && line[0] != '#');
}
