using System.Text;

namespace AgentExec.Contract.Tests;

public sealed class A13_Tail : InWorld
{
    private const string Job = "01KDVDNA00000000000000001M";

    [Fact]
    public void A13_1_bytes_first()
    {
        var tail = TailOf("one\ntwo\nthree\n", "", "--max-bytes", "9", "--tail-lines", "1");
        Assert.Equal("three", tail.Text("stdout_tail"));
        Assert.Equal("wo\nthree", Ok("tail", "--max-bytes", "9", Job).Text("stdout_tail"));
    }

    [Fact]
    public void A13_2_invalid_text()
    {
        Write("stdout.log", [(byte)'a', 0xFF, 0xE2, 0x82, (byte)'b', 0xC3, 0x28]);
        Assert.Equal("a\uFFFD\uFFFDb\uFFFD(", Ok("tail", Job).Text("stdout_tail"));
    }

    [Fact]
    public void A13_3_verbatim()
    {
        var tail = TailOf("a\r\nb\n\n", "x\n", "--tail-lines", "0");
        Assert.Equal(("a\r\nb\n\n", "x\n", false), (tail.Text("stdout_tail"), tail.Text("stderr_tail"), tail.Flag("truncated")));
    }

    [Theory]
    [InlineData("hello\n", "hello")]
    [InlineData("a\r\nb\r\n", "a\nb")]
    [InlineData("a\rb\r", "a\rb\r")]
    [InlineData("1\n2\n3\n4", "2\n3\n4")]
    [InlineData("1\n2\n3\n4\n", "2\n3\n4")]
    [InlineData("1\n\n\n", "1\n\n")]
    [InlineData("\n", "")]
    [InlineData("", "")]
    public void A13_4_lines(string log, string expected) => Assert.Equal(expected, TailOf(log, "", "--tail-lines", "3").Text("stdout_tail"));

    [Fact]
    public void A13_5_truncated()
    {
        Assert.False(TailOf("1\n2\n", "1\n2\n", "--tail-lines", "2").Flag("truncated"));
        Assert.True(TailOf("1\n2\n3\n", "1\n", "--tail-lines", "2").Flag("truncated"));
        Assert.True(TailOf("1\n", "1\n2\n3\n", "--tail-lines", "2").Flag("truncated"));
        Assert.True(TailOf("1\n", "123", "--max-bytes", "2").Flag("truncated"));
        Assert.False(TailOf("1\n", "12", "--max-bytes", "2").Flag("truncated"));
    }

    [Fact]
    public void A13_6_no_bytes()
    {
        var tail = TailOf("x", "", "--max-bytes", "0");
        Assert.Equal(("", true, 1L, 0L), (tail.Text("stdout_tail"), tail.Flag("truncated"), tail.Number("stdout_observed_bytes"), tail.Number("stdout_included_bytes")));
        Assert.False(TailOf("", "", "--max-bytes", "0").Flag("truncated"));
    }

    [Fact]
    public void A13_7_byte_counts()
    {
        var tail = TailOf("grüße\n", "ab\n");
        Assert.Equal((8L, 7L), (tail.Number("stdout_observed_bytes"), tail.Number("stdout_included_bytes")));
        Assert.Equal((3L, 2L), (tail.Number("stderr_observed_bytes"), tail.Number("stderr_included_bytes")));
    }

    [Fact]
    public void A13_8_order()
    {
        var tail = TailOf("a", "b");
        tail.BeginsWith(
            "schema_version", "ok", "type", "job_id", "stdout_tail", "stderr_tail", "truncated", "encoding", "stdout_log_path", "stderr_log_path",
            "stdout_observed_bytes", "stderr_observed_bytes", "stdout_included_bytes", "stderr_included_bytes");
        Assert.Equal((Job, JobFile(Job, "stdout.log"), JobFile(Job, "stderr.log")), (tail.Text("job_id"), tail.Text("stdout_log_path"), tail.Text("stderr_log_path")));
    }

    [Fact]
    public void A13_9_encoding() => Assert.Equal("utf-8-lossy", TailOf("a", "b").Text("encoding"));

    [Fact]
    public void A13_10_no_lines_option() => Usage("tail", "--lines", "1", Job);

    [Fact]
    public void A13_11_logs_alone()
    {
        Assert.Equal("a", TailOf("a", "b").Text("stdout_tail"));
        File.WriteAllText(JobFile(Job, "meta.json"), "broken");
        File.WriteAllText(JobFile(Job, "state.json"), "broken");
        Assert.Equal("a", Ok("tail", Job).Text("stdout_tail"));
    }

    [Fact]
    public void A13_12_absent_logs()
    {
        Write("full.log", []);
        var tail = Ok("tail", Job);
        Assert.Equal(("", "", 0L, false), (tail.Text("stdout_tail"), tail.Text("stderr_tail"), tail.Number("stderr_observed_bytes"), tail.Flag("truncated")));
    }

    [Fact]
    public void A13_13_defaults()
    {
        Assert.Equal(50, TailOf(string.Concat(Enumerable.Repeat("x\n", 60)), "").Text("stdout_tail").Split('\n').Length);
        Assert.Equal(65536, TailOf(new string('x', 70_000), "").Number("stdout_included_bytes"));
    }

    private Json TailOf(string stdout, string stderr, params string[] options)
    {
        Write("stdout.log", Encoding.UTF8.GetBytes(stdout));
        Write("stderr.log", Encoding.UTF8.GetBytes(stderr));
        return Ok(["tail", .. options, Job]);
    }

    private void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(JobFile(Job, ""));
        File.WriteAllBytes(JobFile(Job, name), content);
    }
}
