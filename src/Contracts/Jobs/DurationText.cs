namespace AgentExec.Contracts.Jobs;

/// <summary>Durations with units (contract B20): <c>1h30m</c>. Lower-case <c>d h m s ms</c>, largest first, each once; no sign, fraction or blank.</summary>
public static class DurationText
{
    /// <summary>How error texts describe it.</summary>
    public const string Expected = "units d h m s ms, largest first, such as 90s or 1h30m";

    private static readonly (string Name, ulong Milliseconds)[] Units = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    /// <summary>Milliseconds; null for what has no unit, or is no duration. No text is too long for the result: see <see cref="TryParseMilliseconds"/>.</summary>
    public static UInt128? TryParse(ReadOnlySpan<char> text)
    {
        UInt128 total = 0;
        var rest = text;
        var next = 0;
        while (!rest.IsEmpty || next == 0)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            // 64 bits a number, so that no sum of five can overflow.
            if (digits <= 0 || !ulong.TryParse(rest[..digits], out var number)) return null;
            rest = rest[digits..];
            var length = rest.IndexOfAnyInRange('0', '9') is >= 0 and var end ? end : rest.Length;
            var unit = IndexOf(rest[..length]);
            // Not found, or not smaller than the one before.
            if (unit < next) return null;
            total += (UInt128)number * Units[unit].Milliseconds;
            rest = rest[length..];
            next = unit + 1;
        }

        return total;
    }

    /// <summary>The same in 64 bits; null also for more.</summary>
    public static ulong? TryParseMilliseconds(ReadOnlySpan<char> text) => TryParse(text) is { } total && total <= ulong.MaxValue ? (ulong)total : null;

    private static int IndexOf(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < Units.Length; i++)
            if (name.SequenceEqual(Units[i].Name)) return i;
        return -1;
    }
}
