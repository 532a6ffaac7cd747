using System.Text;
using AgentExec.Keeper.Terminal;
using AgentExec.Posix;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class TerminalFilterTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("plain\r\n", "plain\r\n", 0)]
    [InlineData("a^[[6nb", "ab", 1)]
    [InlineData("a^[[?6nb^[[6n^[[6n", "ab", 3)]
    [InlineData("^[^[[6n", "^[", 1)]
    [InlineData("^[[^[[6n^[[?^[[?6n", "^[[^[[?", 2)]
    [InlineData("^[[6^[[6n", "^[[6", 1)]
    [InlineData("^[[66n^[[6;1n^[[5n^[[6m^[[?6h^[[?66n^[6n", "^[[66n^[[6;1n^[[5n^[[6m^[[?6h^[[?66n^[6n", 0)]
    [InlineData("prompt^[", "prompt^[", 0)]
    [InlineData("prompt^[[", "prompt^[[", 0)]
    [InlineData("prompt^[[?6", "prompt^[[?6", 0)]
    [InlineData("ü^[[31m€^[[0m", "ü^[[31m€^[[0m", 0)]
    public void Should_take_out_questions_and_nothing_else_wherever_reads_cut(string written, string read, int questions)
    {
        var bytes = Bytes(written);
        for (var first = 0; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second++)
            {
                var filter = new TerminalFilter();
                List<byte> passed = [];
                passed.AddRange(filter.Pass(bytes.AsSpan(0, first)));
                passed.AddRange(filter.Pass(bytes.AsSpan(first, second - first)));
                passed.AddRange(filter.Pass(bytes.AsSpan(second)));
                passed.AddRange(filter.Finish());
                Assert.Equal(Bytes(read), passed);
                Assert.Equal((questions, 0), (filter.TakeQuestions(), filter.TakeQuestions()));
            }
        }
    }

    [Fact]
    public void Should_hold_back_no_more_than_may_be_a_question()
    {
        var filter = new TerminalFilter();
        Assert.Equal("a"u8, filter.Pass(Bytes("a^[[?6")));
        Assert.Equal(Bytes("^[[?6x"), filter.Pass("x"u8));
        Assert.Equal("y"u8, filter.Pass("y"u8));
    }

    [Theory]
    [InlineData("^[[?1h", true)]
    [InlineData("^[[?1h^[[?1l", false)]
    [InlineData("^[[?1;25h", true)]
    [InlineData("^[[?25;1h", true)]
    [InlineData("^[[?25;1;7h", true)]
    [InlineData("^[[?12;25h", false)]
    [InlineData("^[[?11h", false)]
    [InlineData("^[[1h", false)]
    [InlineData("^[[?1m", false)]
    [InlineData("^[[?1h^[[?25l", true)]
    [InlineData("^[[?1h^[[?25;1l", false)]
    [InlineData("^[[?1hc", true)]
    [InlineData("^[[?1h^[c", false)]
    [InlineData("^[[?1^[[?1h", true)]
    [InlineData("^[[?99999999999999999999h", false)]
    public void Should_know_the_mode_of_the_cursor_keys_wherever_reads_cut(string written, bool isApplication)
    {
        var bytes = Bytes(written);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var filter = new TerminalFilter();
            List<byte> passed = [];
            passed.AddRange(filter.Pass(bytes.AsSpan(0, cut)));
            passed.AddRange(filter.Pass(bytes.AsSpan(cut)));
            passed.AddRange(filter.Finish());
            Assert.Equal(bytes, passed);
            Assert.Equal(isApplication, filter.IsApplicationMode);
        }
    }

    [Theory]
    [InlineData("A=1", "A=1 TERM=xterm-256color")]
    [InlineData("TERM=dumb A=1", "TERM=dumb A=1")]
    [InlineData("TERM= A=1", "A=1 TERM=xterm-256color")]
    [InlineData("TERMINFO=/x", "TERMINFO=/x TERM=xterm-256color")]
    public void Should_tell_the_kind_of_the_terminal_unless_it_is_known(string given, string told) => Assert.Equal(
        told.Split(' '), TerminalSeating.Variables([.. given.Split(' ').Select(SpawnRequest.Bytes)]).Select(Encoding.UTF8.GetString));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.Replace("^[", "\e", StringComparison.Ordinal));
}
