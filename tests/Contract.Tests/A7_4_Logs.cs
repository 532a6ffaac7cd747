namespace AgentExec.Contract.Tests;

public sealed class A7_4_Logs : InWorld
{
    [Fact]
    public void A7_4_1_exact_bytes()
    {
        var job = Ended("--", "printf 'a\\000\\377\\r\\nb'; printf '\\376' >&2; head -c 300000 /dev/zero | tr '\\0' x");
        var bytes = File.ReadAllBytes(JobFile(job, "stdout.log"));
        Assert.Equal([(byte)'a', 0, 255, (byte)'\r', (byte)'\n', (byte)'b'], bytes[..6]);
        Assert.Equal(Enumerable.Repeat((byte)'x', 300_000), bytes[6..]);
        Assert.Equal([254], File.ReadAllBytes(JobFile(job, "stderr.log")));
    }

    [Fact]
    public void A7_4_2_partial_lines()
    {
        var job = Launch("--", "printf partial; sleep 600");
        UntilSaid(job, "partial");
        Assert.Equal("partial", Log(job));
    }

    [Fact]
    public void A7_4_3_records()
    {
        var records = Full("echo out; sleep 0.1; echo err >&2");
        Assert.Equal(2, records.Length);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \[STDOUT\] out$", records[0]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \[STDERR\] err$", records[1]);
    }

    [Fact]
    public void A7_4_4_carriage_returns()
    {
        var records = Full("printf 'a\\rb\\r\\nc\\n'");
        Assert.Equal(["[STDOUT] a\rb\r", "[STDOUT] c"], records.Select(record => record[21..]));
    }

    [Fact]
    public void A7_4_5_invalid_text() => Assert.EndsWith(" a\uFFFDb", Full("printf 'a\\377b\\n'").Single());

    [Fact]
    public void A7_4_6_last_line() => Assert.EndsWith(" open\n", Log(Ended("--", "printf open"), "full.log"));

    [Fact]
    public void A7_4_7_order_of_arrival()
    {
        var records = Full("for i in 1 2 3; do echo o$i; sleep 0.05; echo e$i >&2; sleep 0.05; done");
        Assert.Equal(["o1", "e1", "o2", "e2", "o3", "e3"], records.Select(record => record[^2..]));
    }

    private string[] Full(string command) => Log(Ended("--", command), "full.log").TrimEnd('\n').Split('\n');
}
