using System.Text;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Keeper.Output;

/// <summary>How a record of <c>full.log</c> begins (contract A7.4): time, stream, blank. Formatted once a second, not once a line.</summary>
internal sealed class RecordPrefix(Func<DateTimeOffset> now)
{
    private readonly byte[][] _prefixes = [[], []];
    private long _second = long.MinValue;

    /// <summary>Looks at the clock; all records until the next call carry this time.</summary>
    public void Refresh()
    {
        var time = now();
        var second = time.ToUnixTimeSeconds();
        if (second == _second) return;
        _second = second;
        var stamp = Timestamp.Format(time);
        _prefixes[(int)OutputStream.Stdout] = Encoding.ASCII.GetBytes(stamp + " [STDOUT] ");
        _prefixes[(int)OutputStream.Stderr] = Encoding.ASCII.GetBytes(stamp + " [STDERR] ");
    }

    public ReadOnlySpan<byte> For(OutputStream stream) => _prefixes[(int)stream];
}
