using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tests;

/// <summary>Ages of <c>gc</c> (contract A17, B16).</summary>
public sealed class AgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 2, 3, 999, TimeSpan.Zero);

    [Theory]
    [InlineData("30d", 30ul * 86_400)]
    [InlineData("2h", 7_200ul)]
    [InlineData("5m", 300ul)]
    [InlineData("7s", 7ul)]
    [InlineData("7", 7ul)]
    [InlineData("0", 0ul)]
    [InlineData("1d12h", 129_600ul)]
    [InlineData("2001ms", 3ul)]
    [InlineData("  007d\t", 7ul * 86_400)]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    [InlineData("18446744073709551615s", ulong.MaxValue)]
    [InlineData("213503982334601d", 213_503_982_334_601ul * 86_400)]
    public void Reads_numbers_with_and_without_a_unit(string text, ulong seconds) =>
        Assert.Equal((text, seconds), (Age.Parse(text).Text, Age.Parse(text).Seconds));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("d")]
    [InlineData("-1d")]
    [InlineData("+1d")]
    [InlineData("1.5h")]
    [InlineData("1 d")]
    [InlineData("1w")]
    [InlineData("1D")]
    [InlineData("1dd")]
    [InlineData("1e3")]
    [InlineData("١d")]
    [InlineData("18446744073709551615d")]
    [InlineData("213503982334602d")]
    [InlineData("18446744073709551616")]
    [InlineData("99999999999999999999999999h")]
    public void Refuses_everything_else_and_names_it(string text)
    {
        var error = Assert.Throws<AgentExecException>(() => Age.Parse(text)).Error;
        Assert.Equal(ErrorCode.InternalError, error.Code);
        Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "2026-11-23T01:02:03")]
    [InlineData("4s", "2026-11-23T01:01:59")]
    [InlineData("30d", "2026-10-24T01:02:03")]
    [InlineData("9999999d", "0001-01-01T00:00:00")]
    [InlineData("18446744073709551615", "0001-01-01T00:00:00")]
    public void Knows_the_time_before_which_a_job_must_have_ended(string age, string cutoff) => Assert.Equal(cutoff, Age.Parse(age).CutoffAt(Now));
}
