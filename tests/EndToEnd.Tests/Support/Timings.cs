using System.Globalization;
using Xunit.Abstractions;

namespace AgentExec.EndToEnd.Tests.Support;

/// <summary>What was measured along the way: in the test's output, and in the file that <c>AGENT_EXEC_TIMINGS</c> names.</summary>
internal static class Timings
{
    private static readonly Lock Turn = new();

    public static void Record(ITestOutputHelper output, string what, IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        Record(output, string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: n {sorted.Count}, median {sorted[sorted.Count / 2].TotalMilliseconds:0} ms, slowest {sorted[^1].TotalMilliseconds:0} ms"));
    }

    public static void Record(ITestOutputHelper output, string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("AGENT_EXEC_TIMINGS") is not { Length: > 0 } file) return;
        lock (Turn) File.AppendAllText(file, line + "\n");
    }
}
