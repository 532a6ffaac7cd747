namespace AgentExec.Posix;

/// <summary>The file mode creation mask of this process as the kernel tells it (proc(5), <c>Umask:</c>, Linux 4.7): reading it by setting it would change it for every thread.</summary>
public static class ProcessMask
{
    private const string Key = "\nUmask:";

    /// <summary>Null where <c>/proc</c> does not tell.</summary>
    public static uint? TryRead() => Parse(SmallFile.TryRead("/proc/self/status"));

    /// <summary>Of the text of such a file.</summary>
    public static uint? Parse(string? status)
    {
        if (status?.IndexOf(Key, StringComparison.Ordinal) is not (>= 0 and var at)) return null;
        var value = status.AsSpan(at + Key.Length);
        var mask = 0u;
        foreach (var digit in value[..(value.IndexOf('\n') is >= 0 and var end ? end : value.Length)].Trim())
        {
            if (digit is < '0' or > '7' || mask > 0x1FF) return null;
            mask = mask * 8 + (uint)(digit - '0');
        }

        return mask;
    }
}
