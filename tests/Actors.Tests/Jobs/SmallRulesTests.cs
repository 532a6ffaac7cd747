using System.Text;
using AgentExec.Actors.Jobs;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Jobs;

public sealed class SmallRulesTests
{
    [Fact]
    public void Should_hand_one_word_to_the_shell_as_code() => Assert.Equal(["sh", "-lc", "a && b"], ExecForm.Build(["sh", "-lc"], ["a && b"]));

    [Fact]
    public void Should_hand_one_empty_word_to_the_shell() => Assert.Equal(["sh", "-lc", ""], ExecForm.Build(["sh", "-lc"], [""]));

    [Fact]
    public void Should_become_the_program_of_several_words() => Assert.Equal(
        ["bash", "-c", "exec \"$@\"", "printf", "printf", "%s", "a b", "$x", "'", "", "\n"],
        ExecForm.Build(["bash", "-c"], ["printf", "%s", "a b", "$x", "'", "", "\n"]));

    [Theory]
    [InlineData("", "")]
    [InlineData("A=1\0B=2\0", "A=1|B=2")]
    [InlineData("A=1\0B=2", "A=1|B=2")]
    [InlineData("\0\0A=1\0\0", "A=1")]
    public void Should_split_an_environment(string block, string expected) =>
        Assert.Equal(expected, string.Join('|', EnvironmentBlock.Split(Encoding.UTF8.GetBytes(block)).Select(Encoding.UTF8.GetString)));

    [Theory]
    [InlineData("A=1|B=2", "A=3", "A=3|B=2")]
    [InlineData("A=1", "B", "A=1|B=")]
    [InlineData("A=1", "A", "A=")]
    [InlineData("", "A=b=c|A=d", "A=d")]
    [InlineData("a=1", "A=2", "a=1|A=2")]
    [InlineData("A=1|A=2", "", "A=2")]
    [InlineData("X|Y|A=1", "Y=2", "X|Y=2|A=1")]
    [InlineData("É=1", "É=2", "É=2")]
    public void Should_let_the_later_win(string inherited, string texts, string expected) => Assert.Equal(
        expected, string.Join('|', EnvironmentBlock.Merge(Words(inherited).Select(Encoding.UTF8.GetBytes), Words(texts)).Select(Encoding.UTF8.GetString)));

    [Fact]
    public void Should_keep_bytes_that_are_no_text()
    {
        byte[][] inherited = [[0xFF, (byte)'=', 0xFE, 0x80], [0xFE, (byte)'=', 1]];
        Assert.Equal([.. inherited, "A=1"u8.ToArray()], EnvironmentBlock.Merge(inherited, ["A=1"]));
    }

    [Theory]
    [InlineData("A=1\nB=2", "A=1|B=2")]
    [InlineData("  A = 1 \r\n\n \t \n# no\n  #no\nB", "A = 1|B")]
    [InlineData("export A=1\nB='x y'\nC=\"\\n\"\nD=a#b\nE=a\\", "export A=1|B='x y'|C=\"\\n\"|D=a#b|E=a\\")]
    [InlineData("", "")]
    public void Should_read_an_env_file_plainly(string text, string expected) => Assert.Equal(expected, string.Join('|', EnvironmentBlock.ParseFile(text)));

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 200)]
    [InlineData(5, 3200)]
    [InlineData(6, 5000)]
    [InlineData(1000, 5000)]
    [InlineData(int.MaxValue, 5000)]
    [InlineData(-1, 100)]
    public void Should_pause_longer_each_time(int attempt, double milliseconds) =>
        Assert.Equal(milliseconds, Backoff.Delay(attempt, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5)).TotalMilliseconds);

    [Fact]
    public void Should_take_a_time_beyond_the_clock_as_the_longest()
    {
        Assert.Equal(Duration.Longest, Duration.FromMilliseconds(long.MaxValue));
        Assert.Equal(Duration.Longest, Duration.FromMilliseconds(-1));
        Assert.Equal(TimeSpan.FromMilliseconds(1500), Duration.FromMilliseconds(1500));
        Assert.True(DateTimeOffset.UnixEpoch + Duration.Longest < DateTimeOffset.MaxValue);
    }

    [Theory]
    [InlineData(JobSupervision.Process, Directive.Stop)]
    [InlineData(JobSupervision.Timeout, Directive.Restart)]
    [InlineData(JobSupervision.Notifier, Directive.Stop)]
    [InlineData("something new", Directive.Stop)]
    public void Should_restart_only_what_can_do_no_harm(string child, Directive directive) => Assert.Equal(directive, JobSupervision.Decide(child));

    private static string[] Words(string text) => text.Split('|', StringSplitOptions.RemoveEmptyEntries);
}
