using System.Net.Sockets;
using AgentExec.Client.Hosts;
using AgentExec.Posix;

namespace AgentExec.Client.Tests.Hosts;

/// <summary>What a refused system call on 127.0.0.1 means (B29).</summary>
public sealed class LoopbackRuleTests
{
    [Theory]
    [InlineData("socket", Errno.NotPermitted, "not_permitted", "socket: EPERM")]
    [InlineData("bind", Errno.Access, "not_permitted", "bind: EACCES")]
    [InlineData("socket", Errno.FamilyNotSupported, "not_permitted", "socket: EAFNOSUPPORT")]
    [InlineData("bind", Errno.AddressNotAvailable, "host_unavailable", "interface is down")]
    [InlineData("connect", Errno.NetworkUnreachable, "host_unavailable", "interface is down")]
    [InlineData("socket", 999, "not_permitted", "errno 999")]
    public void Should_name_call_and_errno_and_never_ask_for_a_retry(string call, int errno, string code, string part)
    {
        var error = LoopbackRule.Refusal(call, errno);
        Assert.Equal((code, false), (error.Code, error.Retryable));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_find_the_refusal_under_what_wraps_it()
    {
        var wrapped = new AggregateException(new IOException("x", new SocketException((int)SocketError.AccessDenied)));
        Assert.Equal("not_permitted", LoopbackRule.RefusalOf(wrapped)?.Code);
        Assert.Null(LoopbackRule.RefusalOf(new SocketException((int)SocketError.ConnectionRefused)));
    }

    [Fact]
    public void Should_refuse_nothing_where_loopback_works()
    {
        Assert.Null(LoopbackProbe.Try());
        Assert.Null(LoopbackRule.Look());
    }
}
