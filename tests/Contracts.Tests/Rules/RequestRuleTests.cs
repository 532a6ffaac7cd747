using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Rules;

namespace AgentExec.Contracts.Tests.Rules;

/// <summary>What may be asked of a host, whoever asks.</summary>
public sealed class RequestRuleTests
{
    private const string Id = "01J00000000000000000000000";

    private static readonly WaitForRequest WaitFor = new() { Jobs = [new WaitTarget("a")], WaitMs = 0 };

    public static TheoryData<string, Request> Refused => new()
    {
        { "signal must be from 1 to 31, not 99", new KillRequest { JobId = Id, Signal = 99, WaitMs = 0 } },
        { "signal must be from 1 to 31, not 0", new KillRequest { JobId = Id, Signal = 0, WaitMs = 0 } },
        { "signal must be from 1 to 31, not -5", new KillRequest { JobId = Id, Signal = -5, WaitMs = 0 } },
        { "wait_ms must be from 0 to 30000", new KillRequest { JobId = Id, Signal = 15, WaitMs = -1 } },
        { "timeout_ms must be from 0 to 30000", new WaitRequest { JobId = Id, TimeoutMs = 30_001 } },
        { "jobs must name 1 to 500 jobs, not 0", WaitFor with { Jobs = [] } },
        { "jobs must not name a job twice", WaitFor with { Jobs = [new WaitTarget("a"), new WaitTarget("a")] } },
        { "until_silent_ms must be from 1", WaitFor with { UntilSilentMs = 0 } },
        { "until_port must be from 1 to 65535", WaitFor with { UntilPort = 65_536 } },
        { "wait_ms must be from 0", WaitFor with { WaitMs = -1 } },
        { "command must not contain a NUL", new NotifySetRequest { JobId = Id, Command = "a\0" } },
        { "output_command must not contain a NUL", new NotifySetRequest { JobId = Id, OutputCommand = "a\0" } },
        { "output_file must not contain a NUL", new NotifySetRequest { JobId = Id, OutputFile = "a\0" } },
        { "notify_timeout_ms must be from 1", new NotifySetRequest { JobId = Id, NotifyTimeoutMs = 0 } },
        { "limit must be at least 0", new ListRequest { Limit = -1 } },
        { "cwd must be an absolute path", new ListRequest { Cwd = "w" } },
        { "tags must have tags", new ListRequest { Tags = ["a b"] } },
        { "cutoff must be empty or a time", new GcRequest { Cutoff = "tomorrow", OlderThan = "" } },
        { "wait_ms must be from 0", new EventsRequest { WaitMs = -1 } },
    };

    public static TheoryData<Request> Accepted => new()
    {
        new KillRequest { JobId = Id, Signal = 1, WaitMs = 30_000 },
        new KillRequest { JobId = "not a job: that is job_not_found", Signal = 31, WaitMs = 0 },
        new WaitRequest { JobId = Id, TimeoutMs = 0 },
        WaitFor with { UntilSilentMs = 1, UntilPort = 65_535 },
        new NotifySetRequest { JobId = Id, OutputPattern = "", Command = "" },
        new ListRequest { Tags = ["a.*"], Cwd = "/", Limit = 0 },
        new GcRequest { Cutoff = "0001-01-01T00:00:00", OlderThan = "9d" },
        new GcRequest { Cutoff = "", OlderThan = "", Keep = 0 },
        new TagSetRequest { JobId = Id },
        new HostStatusRequest(),
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Should_answer_invalid_request_with_the_field(string why, Request request)
    {
        var error = RequestRule.Refusal(request)!;
        Assert.Equal((ErrorCode.InvalidRequest, false), (error.Code, error.Retryable));
        Assert.StartsWith(why, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; nothing was changed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Should_accept_what_is_in_range(Request request) => Assert.Null(RequestRule.Refusal(request));

    [Fact]
    public void Should_keep_the_code_of_a_wrong_tag() =>
        Assert.Equal(ErrorCode.InvalidTag, RequestRule.Refusal(new TagSetRequest { JobId = Id, Tags = ["a b"] })!.Code);
}
