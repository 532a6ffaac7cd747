using System.Text;
using AgentExec.Keeper.Output;
using AgentExec.Keeper.Tests.Support;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class FullLogTests : IDisposable
{
    private const string Out = "2026-01-02T03:04:05Z [STDOUT] ", Err = "2026-01-02T03:04:05Z [STDERR] ";

    private readonly string _path = Path.GetTempFileName();
    private readonly FullLog _log;

    public FullLogTests() => _log = new FullLog(
        Logs.Open(Files.OpenAppend(null, _path)), new RecordPrefix(() => new DateTimeOffset(2026, 1, 2, 3, 4, 5, 999, TimeSpan.Zero)));

    public void Dispose() => File.Delete(_path);

    /// <summary>Chunks of stdout separated by "|".</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("a\n", Out + "a\n")]
    [InlineData("a\nb", Out + "a\n" + Out + "b\n")]
    [InlineData("a|b|c\nd", Out + "abc\n" + Out + "d\n")]
    [InlineData("\n\n", Out + "\n" + Out + "\n")]
    [InlineData("a\r\nb\r", Out + "a\r\n" + Out + "b\r\n")]
    [InlineData("a|\n", Out + "a\n")]
    [InlineData("a\n|\n|b\n", Out + "a\n" + Out + "\n" + Out + "b\n")]
    public void Should_write_one_record_a_line(string chunks, string expected)
    {
        foreach (var chunk in chunks.Split('|')) Add(OutputStream.Stdout, Encoding.UTF8.GetBytes(chunk));
        Assert.Equal(expected, Finish());
    }

    /// <summary>Each invalid sequence is replaced as Encoding.UTF8 replaces it, wherever the chunks are cut.</summary>
    [Theory]
    [InlineData("FF")]
    [InlineData("61FF62FE0A63")]
    [InlineData("E2820A")]
    [InlineData("E28261")]
    [InlineData("F09F980A")]
    [InlineData("F09F9880E282ACC3A9")]
    [InlineData("C0AFEDA080F4908080")]
    [InlineData("F0808080")]
    [InlineData("E282E282ACF09F98E2820A80BF")]
    public void Should_replace_invalid_utf8_and_nothing_else(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        foreach (var single in bytes) Add(OutputStream.Stdout, [single]);
        Add(OutputStream.Stdout, "\n"u8);
        Add(OutputStream.Stdout, [.. bytes, (byte)'\n']);
        var lines = string.Concat(Encoding.UTF8.GetString(bytes).Split('\n').Select(line => Out + line + "\n"));
        Assert.Equal(lines + lines, Finish());
    }

    [Fact]
    public void Should_keep_the_order_in_which_lines_became_complete()
    {
        Add(OutputStream.Stdout, "half"u8);
        Add(OutputStream.Stderr, "whole\n"u8);
        Add(OutputStream.Stdout, " done\n"u8);
        Assert.Equal(Err + "whole\n" + Out + "half done\n", Finish());
    }

    [Theory]
    [InlineData(LineBuffer.SizeBytes - 1)]
    [InlineData(LineBuffer.SizeBytes)]
    [InlineData(LineBuffer.SizeBytes + 1)]
    [InlineData(3 * LineBuffer.SizeBytes + 17)]
    public void Should_write_a_line_of_any_length_as_one_record_without_damage(int bytes)
    {
        var text = string.Concat(Enumerable.Repeat("aé€😀", bytes / 10 + 1));
        var encoded = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < encoded.Length; i += 4096) Add(OutputStream.Stdout, encoded.AsSpan(i, Math.Min(4096, encoded.Length - i)));
        Add(OutputStream.Stdout, "\nnext"u8);
        Assert.Equal(Out + text + "\n" + Out + "next\n", Finish());
    }

    [Fact]
    public void Should_break_a_line_that_is_written_in_pieces_when_the_other_stream_has_a_record()
    {
        var piece = new string('x', LineBuffer.SizeBytes);
        Add(OutputStream.Stdout, Encoding.ASCII.GetBytes(piece + "y"));
        Add(OutputStream.Stderr, "oops\n"u8);
        Add(OutputStream.Stdout, "z\n"u8);
        Assert.Equal(Out + piece + "\n" + Err + "oops\n" + Out + "yz\n", Finish());
    }

    private void Add(OutputStream stream, ReadOnlySpan<byte> chunk) => _log.Add(stream, chunk);

    private string Finish()
    {
        _log.Finish(OutputStream.Stdout);
        _log.Finish(OutputStream.Stderr);
        return File.ReadAllText(_path);
    }
}
