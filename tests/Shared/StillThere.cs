namespace AgentExec.Tests.Shared;

/// <summary>The second look at files that were listed. A process under test may remove one in between; a removed file has nothing to check.</summary>
internal static class StillThere
{
    /// <summary>What <paramref name="look"/> returns for each path that still exists.</summary>
    public static IEnumerable<(string Path, T Value)> Look<T>(IEnumerable<string> listed, Func<string, T> look)
    {
        foreach (var path in listed)
        {
            T value;
            try
            {
                value = look(path);
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                continue;
            }

            yield return (path, value);
        }
    }
}
