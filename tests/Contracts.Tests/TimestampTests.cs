using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tests;

public sealed class TimestampTests
{
    [Fact]
    public void Times_are_utc_in_whole_seconds_cut_not_rounded()
    {
        var time = new DateTimeOffset(2026, 1, 1, 1, 30, 59, 999, TimeSpan.FromHours(2));
        Assert.Equal("2025-12-31T23:30:59Z", Timestamp.Format(time));
        Assert.Equal(new DateTimeOffset(2025, 12, 31, 23, 30, 59, TimeSpan.Zero), Timestamp.TryParse("2025-12-31T23:30:59Z"));
        Assert.Equal(TimeSpan.Zero, Timestamp.TryParse("2025-12-31T23:30:59Z")!.Value.Offset);
    }

    [Fact]
    public void Text_sorts_as_time_does() =>
        Assert.True(string.CompareOrdinal(Timestamp.Format(DateTimeOffset.UnixEpoch), Timestamp.Format(DateTimeOffset.UnixEpoch.AddYears(500))) < 0);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-01T00:00:00")]
    [InlineData("2026-01-01 00:00:00Z")]
    [InlineData("2026-01-01T00:00:00.5Z")]
    [InlineData("2026-01-01T00:00:00+00:00")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData(" 2026-01-01T00:00:00Z")]
    public void Nothing_else_is_a_time(string? text) => Assert.Null(Timestamp.TryParse(text));
}
