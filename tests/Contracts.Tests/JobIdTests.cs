using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tests;

public sealed class JobIdTests
{
    private static readonly byte[] Zeros = new byte[10];
    private static readonly byte[] Ones = [255, 255, 255, 255, 255, 255, 255, 255, 255, 255];

    [Theory]
    [InlineData(0, "0000000000")]
    [InlineData(1, "0000000001")]
    [InlineData(31, "000000000Z")]
    [InlineData(32, "0000000010")]
    [InlineData(1469918176385, "01ARYZ6S41")]
    [InlineData(281474976710655, "7ZZZZZZZZZ")]
    public void Time_is_ten_characters(long unixMs, string expected) => Assert.Equal(expected + "0000000000000000", JobId.From(unixMs, Zeros).Value);

    [Theory]
    [InlineData("00000000000000000000", "0000000000000000")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF", "ZZZZZZZZZZZZZZZZ")]
    [InlineData("00000000000000000001", "0000000000000001")]
    [InlineData("80000000000000000000", "G000000000000000")]
    [InlineData("00000000018000000000", "00000001G0000000")]
    [InlineData("0123456789ABCDEF0123", "04HMASW9NF6YY093")]
    public void Randomness_is_sixteen(string hex, string expected) => Assert.Equal("0000000000" + expected, JobId.From(0, Convert.FromHexString(hex)).Value);

    [Fact]
    public void A_later_millisecond_sorts_later_whatever_the_randomness()
    {
        foreach (var ms in new[] { 0L, 31, 1023, 1469918176385, 1767225600999 })
            Assert.True(string.CompareOrdinal(JobId.From(ms, Ones).Value, JobId.From(ms + 1, Zeros).Value) < 0);
    }

    [Fact]
    public void A_new_id_tells_its_moment_and_is_unlike_every_other()
    {
        var clock = new FixedTime(DateTimeOffset.FromUnixTimeMilliseconds(1469918176385));
        var ids = Enumerable.Range(0, 1000).Select(_ => JobId.New(clock).Value).ToHashSet();
        Assert.Equal(1000, ids.Count);
        Assert.All(ids, id => Assert.StartsWith("01ARYZ6S41", id, StringComparison.Ordinal));
        Assert.All(ids, id => Assert.True(JobId.TryParse(id, out var again) && again.Value == id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("01M81M2XMPDE2MTY31S75VTQC")]
    [InlineData("01M81M2XMPDE2MTY31S75VTQC44")]
    [InlineData("01m81m2xmpde2mty31s75vtqc4")]
    [InlineData("01M81M2XMPDE2MTY31S75VTQCI")]
    [InlineData("01M81M2XMPDE2MTY31S75VTQCL")]
    [InlineData("01M81M2XMPDE2MTY31S75VTQCO")]
    [InlineData("01M81M2XMPDE2MTY31S75VTQCU")]
    [InlineData("01M81M2XMPDE2MTY31S75VTQC ")]
    [InlineData("81M81M2XMPDE2MTY31S75VTQC4")]
    [InlineData("../../../../../../../../ab")]
    public void Nothing_else_is_an_id(string? text)
    {
        Assert.False(JobId.TryParse(text, out var id));
        Assert.Equal(default, id);
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
