using AgentExec.Cli.Parsing;

namespace AgentExec.Cli.Tests;

public sealed class NumberTests
{
    [Theory]
    [InlineData("0", 0ul)]
    [InlineData("007", 7ul)]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    public void Decimal_digits_are_a_number(string text, ulong number) => Assert.Equal(number, Numbers.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.5")]
    [InlineData("1,000")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("10s")]
    [InlineData("١")]
    [InlineData("18446744073709551616")]
    public void Nothing_else_is(string text) => Assert.Null(Numbers.TryParse(text));

    [Theory]
    [InlineData(0ul, 0d)]
    [InlineData(1500ul, 1500d)]
    [InlineData(3_153_599_999_999ul, 3_153_599_999_999d)]
    [InlineData(3_153_600_000_001ul, 3_153_600_000_000d)]
    [InlineData(ulong.MaxValue, 3_153_600_000_000d)]
    public void Times_stop_at_a_hundred_years(ulong milliseconds, double expected) =>
        Assert.Equal(expected, Durations.FromMilliseconds(milliseconds).TotalMilliseconds);

    [Fact]
    public void The_cap_fits_dates_and_nanoseconds()
    {
        Assert.True(DateTimeOffset.UnixEpoch.AddYears(200) + Durations.Cap < DateTimeOffset.MaxValue);
        Assert.True((Int128)Durations.Cap.Ticks * 100 < long.MaxValue);
    }

    [Theory]
    [InlineData(5ul, 5)]
    [InlineData(ulong.MaxValue, int.MaxValue)]
    public void Counts_stop_at_the_largest_int(ulong count, int expected) => Assert.Equal(expected, Durations.ToInt32(count));

    [Theory]
    [InlineData("tail", "--tail-lines")]
    [InlineData("tail", "--max-bytes")]
    [InlineData("wait", "--timeout-ms")]
    [InlineData("wait", "--poll-ms")]
    [InlineData("kill", "--wait-ms")]
    [InlineData("list", "--limit")]
    [InlineData("run", "--snapshot-after")]
    [InlineData("run", "--wait-poll-ms")]
    [InlineData("run", "--timeout")]
    [InlineData("run", "--kill-after")]
    [InlineData("run", "--progress-every")]
    public async Task A_malformed_number_names_option_and_value(string verb, string option)
    {
        foreach (var value in new[] { "-1", "1.5", "10S", "" })
        {
            string[] words = verb == "list" ? [] : ["x"];
            (await CliRun.Of([verb, option, value, .. words])).ShouldBeUsageError($"'{option}'", $"'{value}'");
            (await CliRun.Of([verb, $"{option}={value}", .. words])).ShouldBeUsageError($"'{option}'", $"'{value}'");
        }
    }
}
