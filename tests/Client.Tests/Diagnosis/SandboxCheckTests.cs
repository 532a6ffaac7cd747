using AgentExec.Client.Diagnosis;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Client.Tests.Diagnosis;

/// <summary>What surrounds a process, as verdicts (F6, F7).</summary>
public sealed class SandboxCheckTests
{
    private const string Other = "pid:[4026532001]", Own = "NSpid:\t12\n", Outer = "NSpid:\t4711\t12\n";

    [Theory]
    [InlineData(null, Own, "sh", CheckVerdict.Warn, "cannot be read")]
    [InlineData("pid:[4026531836]", Own, "systemd", CheckVerdict.Ok, "the machine's own")]
    [InlineData(Other, Own, "sh\n", CheckVerdict.Warn, "first process (sh) ends")]
    [InlineData(Other, Outer, "systemd\n", CheckVerdict.Warn, "first process ends")]
    [InlineData(Other, "", "systemd\n", CheckVerdict.Warn, "first process ends")]
    [InlineData(Other, Own, "", CheckVerdict.Warn, "first process ends")]
    public void Should_say_with_which_process_the_jobs_end(string? own, string status, string init, CheckVerdict verdict, string detail)
    {
        var check = SandboxChecks.PidNamespace(own, status, init);
        Assert.Equal(verdict, check.Verdict);
        Assert.Contains(detail, check.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name:\tx\nNoNewPrivs:\t0\nSeccomp:\t0\nSeccomp_filters:\t0\n", "no seccomp filter; no system call")]
    [InlineData("NoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t1\n", "a seccomp filter, no_new_privs (")]
    [InlineData("", "seccomp unknown; no system call")]
    public void Should_describe_a_sandbox_that_refuses_nothing(string status, string detail)
    {
        var check = SandboxChecks.Sandbox(status, []);
        Assert.Equal((CheckVerdict.Ok, null), (check.Verdict, check.Advice));
        Assert.StartsWith(detail, check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_name_each_call_that_is_refused_with_its_errno()
    {
        var check = SandboxChecks.Sandbox("Seccomp:\t2\n", [("socket(AF_INET)", Errno.NotPermitted), ("renameat2", Errno.NoCall)]);
        Assert.Equal((CheckVerdict.Warn, "a seccomp filter; refused: socket(AF_INET) EPERM, renameat2 ENOSYS"), (check.Verdict, check.Detail));
        Assert.NotNull(check.Advice);
    }

    [Fact]
    public void Should_find_no_refusal_where_the_tests_themselves_need_these_calls() => Assert.Empty(CallProbe.Refused());
}
