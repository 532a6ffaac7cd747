using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tests;

/// <summary>Durations with units (contract B20).</summary>
public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0s", 0ul)]
    [InlineData("250ms", 250ul)]
    [InlineData("90s", 90_000ul)]
    [InlineData("5m", 300_000ul)]
    [InlineData("1h30m", 5_400_000ul)]
    [InlineData("1d1h1m1s1ms", 90_061_001ul)]
    [InlineData("1m1ms", 60_001ul)]
    [InlineData("007s", 7_000ul)]
    [InlineData("18446744073709551615ms", ulong.MaxValue)]
    [InlineData("213503982334d", 18_446_744_073_657_600_000ul)]
    public void Should_read_units_largest_first(string text, ulong milliseconds) => Assert.Equal(milliseconds, DurationText.TryParseMilliseconds(text));

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("+1s")]
    [InlineData("1.5h")]
    [InlineData("1 s")]
    [InlineData("1s ")]
    [InlineData("1S")]
    [InlineData("1MS")]
    [InlineData("1w")]
    [InlineData("1us")]
    [InlineData("30m1h")]
    [InlineData("1s1s")]
    [InlineData("1ms1s")]
    [InlineData("1h30")]
    [InlineData("1hm")]
    [InlineData("١s")]
    [InlineData("1e3s")]
    [InlineData("0x1s")]
    [InlineData("18446744073709551616ms")]
    [InlineData("18446744073709552s")]
    [InlineData("99999999999999999999999d")]
    public void Should_refuse_everything_else(string text) => Assert.Null(DurationText.TryParseMilliseconds(text));
}
