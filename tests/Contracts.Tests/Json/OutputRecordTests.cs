using System.Text;
using System.Text.Json;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Contracts.Tests.Json;

/// <summary><c>output.json</c> is written by hand and read by the generated code: both must name the same things.</summary>
public sealed class OutputRecordTests
{
    private static readonly OutputGap Gap = new() { HeadBytes = 1L << 40, DroppedBytes = 2, TailBytes = 3, LimitBytes = 4 };

    public static readonly TheoryData<OutputRecord> Records =
    [
        OutputRecord.Whole,
        new OutputRecord { Stderr = Gap },
        new OutputRecord { Stdout = Gap, Stderr = Gap with { DroppedBytes = 7 }, Full = Gap with { TailBytes = 0 } },
        new OutputRecord { StdoutUnwrittenBytes = 1L << 40, StderrUnwrittenBytes = 2 },
    ];

    [Theory]
    [MemberData(nameof(Records))]
    public void What_is_written_reads_back(OutputRecord record) =>
        Assert.Equal(record, JsonSerializer.Deserialize(Written(record), ContractJson.Compact.OutputRecord));

    /// <summary>The released shape.</summary>
    [Fact]
    public void The_file_stays_as_it_is() => Assert.Equal(
        """
        {
          "stdout": {
            "head_bytes": 50,
            "dropped_bytes": 25,
            "tail_bytes": 20,
            "limit_bytes": 100
          }
        }
        """,
        Written(new OutputRecord { Stdout = new OutputGap { HeadBytes = 50, DroppedBytes = 25, TailBytes = 20, LimitBytes = 100 } }));

    [Fact]
    public void Streams_are_counted_and_the_combined_log_is_not() =>
        Assert.Equal(9, new OutputRecord { Stdout = Gap, Stderr = Gap with { DroppedBytes = 7 }, Full = Gap }.DroppedBytes);

    [Fact]
    public void What_was_refused_counts_as_dropped() =>
        Assert.Equal(10, new OutputRecord { Stdout = Gap, StdoutUnwrittenBytes = 3, StderrUnwrittenBytes = 5 }.DroppedBytes);

    private static string Written(OutputRecord record)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true })) record.Write(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
