using AgentExec.Client.Hosts;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;

namespace AgentExec.Client.Tests.Hosts;

/// <summary>Old and new programs over one root (fault 5), and a host that hangs (fault 10).</summary>
public sealed class HostMeetingTests
{
    private static readonly HostEndpoint Host = new(1, 4711, 3, "b", 9, "AB", "t", "9.8.7");

    [Theory]
    [InlineData(0, 2, nameof(HostMeeting.TakeOver))]
    [InlineData(1, 2, nameof(HostMeeting.TakeOver))]
    [InlineData(2, 2, nameof(HostMeeting.Use))]
    [InlineData(3, 2, nameof(HostMeeting.Refuse))]
    [InlineData(int.MaxValue, 2, nameof(HostMeeting.Refuse))]
    [InlineData(-1, 2, nameof(HostMeeting.TakeOver))]
    [InlineData(1, 1, nameof(HostMeeting.Use))]
    public void The_newer_of_two_protocols_prevails(int theirs, int ours, string meeting) => Assert.Equal(meeting, HostMeetings.With(theirs, ours).ToString());

    [Fact]
    public void A_newer_host_is_left_alone_with_both_versions_named()
    {
        var error = HostMeetings.Newer("/r", Host).Error;
        Assert.Equal(("host_incompatible", false), (error.Code, error.Retryable));
        foreach (var part in (string[])["/r", "4711", "9.8.7", "protocol 9", $"protocol {Request.CurrentProtocol}"]) Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_hangs_is_named_with_what_to_do()
    {
        var error = HostMeetings.Unresponsive("/r", 4711, TimeSpan.FromSeconds(1.5), "/r/.host/host.log").Error;
        Assert.Equal(("host_unresponsive", true), (error.Code, error.Retryable));
        foreach (var part in (string[])["process 4711", "1.5 s", "/r/.host/host.log", "host stop --force"]) Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_cannot_be_seen_is_no_host_that_hangs()
    {
        var error = HostMeetings.Hidden("/r").Error;
        Assert.Equal(("host_unavailable", false), (error.Code, error.Retryable));
        foreach (var part in (string[])["/r", "PID namespace", "--root"]) Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}
