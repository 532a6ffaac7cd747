using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Tools;

/// <summary>Sections 2 and 8: out of bounds is clamped and said.</summary>
public sealed class ClampTests
{
    [Theory]
    [InlineData(5, 10, "yieldMs 5 is below 10 ms, 10 is used")]
    [InlineData(-1, 10, "yieldMs -1 is below 10 ms, 10 is used")]
    [InlineData(10, 10, null)]
    [InlineData(120_000, 120_000, null)]
    [InlineData(120_001, 120_000, "yieldMs 120001 is above 120000 ms, 120000 is used")]
    [InlineData(long.MaxValue, 120_000, "yieldMs 9223372036854775807 is above 120000 ms, 120000 is used")]
    public void A_number_is_brought_into_its_bounds_and_that_is_said(long value, long used, string? warning)
    {
        var warnings = new List<string>();
        Assert.Equal(used, Clamp.To(value, SessionRules.LeastYieldMs, SessionRules.MostYieldMs, "yieldMs", "ms", warnings));
        Assert.Equal(warning is null ? [] : [warning], warnings);
    }

    [Fact]
    public void A_number_without_a_unit_has_none()
    {
        var warnings = new List<string>();
        Clamp.To(1, 1000, 2000, "max_output_chars", "", warnings);
        Assert.Equal(["max_output_chars 1 is below 1000, 1000 is used"], warnings);
    }
}
