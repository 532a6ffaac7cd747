using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tests;

public sealed class SignalTests
{
    [Theory]
    [InlineData("TERM", 15)]
    [InlineData("term", 15)]
    [InlineData("SIGTERM", 15)]
    [InlineData("sigTerm", 15)]
    [InlineData("15", 15)]
    [InlineData("HUP", 1)]
    [InlineData("INT", 2)]
    [InlineData("QUIT", 3)]
    [InlineData("KILL", 9)]
    [InlineData("USR1", 10)]
    [InlineData("SEGV", 11)]
    [InlineData("USR2", 12)]
    [InlineData("CONT", 18)]
    [InlineData("STOP", 19)]
    [InlineData("WINCH", 28)]
    [InlineData("SYS", 31)]
    [InlineData("1", 1)]
    [InlineData("31", 31)]
    public void Names_and_numbers_are_read(string text, int signal) => Assert.Equal(signal, Signals.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("SIG")]
    [InlineData("0")]
    [InlineData("32")]
    [InlineData("-15")]
    [InlineData("+15")]
    [InlineData(" 15")]
    [InlineData("15 ")]
    [InlineData("SIG15")]
    [InlineData("SIGSIGTERM")]
    [InlineData("TERMINATE")]
    [InlineData("99999999999999999999")]
    [InlineData("BOGUS")]
    public void Nothing_else_is_a_signal(string text) => Assert.Null(Signals.TryParse(text));

    [Fact]
    public void Every_name_reads_back()
    {
        for (var signal = 1; signal <= 31; signal++) Assert.Equal(signal, Signals.TryParse(Signals.Name(signal)));
        Assert.Equal(31, Signals.Known.Split(", ").Distinct().Count());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1, "-1")]
    [InlineData(32, "32")]
    [InlineData(33, "33")]
    [InlineData(34, "RTMIN+0")]
    [InlineData(64, "RTMIN+30")]
    public void What_has_no_name_is_its_number(int signal, string name) => Assert.Equal(name, Signals.Name(signal));
}
