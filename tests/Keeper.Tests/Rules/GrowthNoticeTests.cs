using AgentExec.Keeper.Links;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class GrowthNoticeTests
{
    // Each step: W (watch), or milliseconds:bytes and when the host is told, "-" for never.
    [Theory]
    [InlineData("0:0 - 0:5 -")]
    [InlineData("W 0:0 0 1:0 -")]
    [InlineData("W 0:5 0 1:5 - 100:5 - 100:6 100")]
    [InlineData("W 0:5 0 1:6 10 9:7 10 10:7 10 10:7 - 11:8 20 20:8 20")]
    [InlineData("W 0:5 0 50:6 50 55:7 60 59:8 60 60:9 60 70:9 -")]
    [InlineData("W 0:5 0 W 20:5 20 21:5 -")]
    [InlineData("W 0:5 0 W 1:5 10 10:5 10")]
    public void Should_tell_at_once_after_a_pause_and_every_hundredth_of_a_second_while_it_goes_on(string steps)
    {
        var notice = new GrowthNotice();
        var words = steps.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == "W")
            {
                notice.Watch();
                continue;
            }

            var (now, bytes) = (int.Parse(words[i].Split(':')[0]), long.Parse(words[i].Split(':')[1]));
            var due = notice.Next(bytes, TimeSpan.FromMilliseconds(now));
            Assert.Equal($"{words[i]} {words[++i]}", $"{now}:{bytes} {(due is { } at ? at.TotalMilliseconds : "-")}");
        }
    }
}
