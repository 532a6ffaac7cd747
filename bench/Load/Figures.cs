using System.Globalization;

namespace AgentExec.Load;

/// <summary>What was measured: one line a figure with its limit and a verdict. Safe for several threads.</summary>
internal sealed class Figures(TextWriter output)
{
    private readonly Lock _turn = new();

    /// <summary>Whether every limit was kept so far.</summary>
    public bool AllGood { get; private set; } = true;

    /// <param name="name">What was measured.</param>
    /// <param name="value">How much.</param>
    /// <param name="limit">The most it may be; null when it is for information only.</param>
    /// <param name="unit">Of both.</param>
    public void Limit(string name, double value, double? limit, string unit)
    {
        var good = limit is null || value <= limit;
        var bound = limit is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"limit {limit:0.###} {unit}");
        Line(string.Create(CultureInfo.InvariantCulture, $"{name,-64} {value,10:0.##} {unit,-5} {bound,-20} {Verdict(good, limit is not null)}"), good);
    }

    public void Exactly(string name, long value, long expected)
    {
        var good = value == expected;
        Line(string.Create(CultureInfo.InvariantCulture, $"{name,-64} {value,10}       expected {expected,-11} {Verdict(good, true)}"), good);
    }

    public void Note(string line) => Line(line, good: true);

    /// <summary>Something that must not be.</summary>
    public void Wrong(string line) => Line("WRONG " + line, good: false);

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }

    private static string Verdict(bool good, bool judged) => !judged ? "" : good ? "ok" : "MISSED";

    private void Line(string line, bool good)
    {
        lock (_turn)
        {
            AllGood &= good;
            output.WriteLine(line.TrimEnd());
            output.Flush();
        }
    }
}
