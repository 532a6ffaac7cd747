using AgentExec.Contracts.Notifications;

namespace AgentExec.Contracts.Tests;

/// <summary>Notification settings as they are shown (contract B13).</summary>
public sealed class NotificationMaskTests
{
    [Theory]
    [InlineData("TOKEN=s3cret curl x", "TOKEN=*** curl x")]
    [InlineData("TOKEN='a b' x", "TOKEN=*** x")]
    [InlineData("TOKEN=\"a \\\" b\" x", "TOKEN=*** x")]
    [InlineData("TOKEN=a\"b c\"'d e'\\ f x", "TOKEN=*** x")]
    [InlineData("env 'TOKEN=a b' x", "env 'TOKEN=***' x")]
    [InlineData("docker run -e \"TOKEN=a \\\" b\" x", "docker run -e \"TOKEN=***\" x")]
    [InlineData("TOKEN=\"a b", "TOKEN=***")]
    [InlineData("TOKEN='a b", "TOKEN=***")]
    [InlineData("x --TOKEN=a;TOKEN=b&&TOKEN=c", "x --TOKEN=***;TOKEN=***&&TOKEN=***")]
    [InlineData("TOKEN=a\nTOKEN=b", "TOKEN=***\nTOKEN=***")]
    [InlineData("(TOKEN=a)", "(TOKEN=***)")]
    [InlineData("A.B+C=1 x", "A.B+C=*** x")]
    [InlineData("TOKEN= x", "TOKEN= x")]
    [InlineData("echo TOKEN", "echo TOKEN")]
    [InlineData("MYTOKEN=a TOKENS=b", "MYTOKEN=a TOKENS=b")]
    [InlineData("AxBBC=1", "AxBBC=1")]
    [InlineData("", "")]
    public void Should_hide_the_values_of_masked_keys_in_commands(string command, string shown)
    {
        var settings = new NotificationSettings
        {
            NotifyCommand = command,
            NotifyFile = "TOKEN=f",
            OnOutputMatch = new OutputMatchRule { Pattern = "TOKEN=p", Command = command, File = "g" },
        };
        var masked = NotificationMask.Apply(settings, ["TOKEN", "", "A.B+C"]);
        Assert.Equal((shown, shown), (masked.NotifyCommand, masked.OnOutputMatch!.Command));
        Assert.Equal(("TOKEN=f", "TOKEN=p", "g"), (masked.NotifyFile, masked.OnOutputMatch.Pattern, masked.OnOutputMatch.File));
    }

    [Fact]
    public void Should_show_everything_without_a_mask()
    {
        var settings = new NotificationSettings { NotifyCommand = "TOKEN=a" };
        Assert.Same(settings, NotificationMask.Apply(settings, []));
        Assert.Equal(new NotificationSettings(), NotificationMask.Apply(new NotificationSettings(), ["TOKEN"]));
    }

    [Theory]
    [InlineData(null, 60_000)]
    [InlineData(5L, 5)]
    [InlineData(0L, 1)]
    [InlineData(-5L, 1)]
    [InlineData(long.MaxValue, 36_500d * 24 * 3_600_000)]
    public void Should_have_a_time_limit_to_compute_with(long? milliseconds, double expected) =>
        Assert.Equal(expected, new NotificationSettings { NotifyTimeoutMs = milliseconds }.Timeout.TotalMilliseconds);
}
