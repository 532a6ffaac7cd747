namespace AgentExec.Cli.Configuration;

/// <summary>Which known name somebody may have meant.</summary>
internal static class Nearness
{
    /// <summary>The name with the fewest edits, in any case; null when none is near: more edits than a third of its letters, and one.</summary>
    public static string? Nearest(string name, IEnumerable<string> known) => known
        .Select(one => (Name: one, Edits: Edits(name.ToLowerInvariant(), one)))
        .Where(static one => one.Edits <= 1 + one.Name.Length / 3)
        .OrderBy(static one => one.Edits)
        .FirstOrDefault().Name;

    /// <summary>How many letters to insert, remove or replace (Levenshtein's distance).</summary>
    public static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
