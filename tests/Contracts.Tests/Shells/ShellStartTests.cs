using System.Text;
using AgentExec.Contracts.Shells;

namespace AgentExec.Contracts.Tests.Shells;

public sealed class ShellStartTests
{
    [Theory]
    [InlineData("sh -lc", "sh", true, false)]
    [InlineData("/usr/bin/bash --login -c", "bash", true, false)]
    [InlineData("bash -euo pipefail -c", "bash", false, false)]
    [InlineData("bash +o posix -lc", "bash", true, false)]
    [InlineData("env zsh -c", "zsh", false, false)]
    [InlineData("busybox sh -lc", "sh", true, false)]
    [InlineData("bash -ic", "bash", false, true)]
    public void Should_know_a_shell_that_takes_code(string wrapper, string name, bool login, bool interactive) =>
        Assert.Equal(new KnownShell(name, login, interactive), KnownShell.Of(wrapper.Split(' ')));

    // Of the last three one is a script's own argument, one has a file's name before the code, one is an option that this does not know.
    [Theory]
    [InlineData("fish -lc")]
    [InlineData("sh")]
    [InlineData("/bin/echo -c")]
    [InlineData("env FOO=1 sh -lc")]
    [InlineData("nice sh -lc")]
    [InlineData("sh /tmp/wrapper -x")]
    [InlineData("sh /tmp/wrapper -c")]
    [InlineData("bash --rcfile /tmp/rc -c")]
    [InlineData("bash -lc --norc")]
    public void Should_know_nothing_of_any_other_wrapper(string wrapper) => Assert.Null(KnownShell.Of(wrapper.Split(' ')));

    [Fact]
    public void Should_leave_a_shell_alone_that_reads_nothing_first()
    {
        Assert.Null(Plan("sh -c x"));
        Assert.Null(Plan("fish -lc x"));
        Assert.NotNull(Plan("sh -lc x"));
        Assert.NotNull(Plan("zsh -c x"));
        Assert.NotNull(Plan("bash -c x", "BASH_ENV=/f"));
        Assert.Null(ShellStart.Of(Words("sh -lc x"), ShellCode.Unknown, [], "/"u8.ToArray(), false));
    }

    [Fact]
    public void Should_put_the_start_before_the_code_on_its_line()
    {
        var plan = Plan("sh -lc x prog prog a")!;
        Assert.Equal(
            "sh -lc { AGENT_EXEC_OPTIONS=$-; set +xv; } 2>/dev/null; \\eval \"${AGENT_EXEC_START?a profile has unset it}\"; x prog prog a",
            string.Join(' ', plan.Arguments.Select(Encoding.UTF8.GetString)));
        Assert.StartsWith(
            "AGENT_EXEC_START=unset AGENT_EXEC_START; [ . -ef '/w' ] || command cd '/w' || exit 126; "
            + "{ IFS= command read -r AGENT_EXEC_MARK <&7; } 2>/dev/null; [ \"$AGENT_EXEC_MARK\" = ae ] || exit 126; command unset AGENT_EXEC_MARK; "
            + "command printf . >&7; exec 7>&-; case $AGENT_EXEC_OPTIONS in ",
            Encoding.UTF8.GetString(Assert.Single(plan.Environment)));
    }

    [Fact]
    public void Should_take_the_input_behind_the_profile() => Assert.Contains(
        "exec 7>&- 0<&8 8<&-; case",
        Encoding.UTF8.GetString(ShellStart.Of(Words("sh -lc x"), new ShellCode(2, []), [], "/w"u8.ToArray(), holdsInput: true)!.Environment[^1]));

    [Fact]
    public void Should_set_again_what_the_caller_named_and_nothing_of_the_shells_own()
    {
        var plan = ShellStart.Of(
            Words("sh -lc x"), new ShellCode(2, [.. Words("A PATH IFS UID a.b PWD GONE")]),
            [.. Words("A=it's B=2 PATH=/p IFS=x UID=0 a.b=1 PWD=/q AGENT_EXEC_START=inherited")], "/w"u8.ToArray(), false)!;
        var start = Encoding.UTF8.GetString(plan.Environment[^1]);
        Assert.StartsWith("AGENT_EXEC_START=unset AGENT_EXEC_START; command export PATH='/p'; command export A='it'\\''s'; [ . -ef", start);
        Assert.Single(plan.Environment, entry => Encoding.UTF8.GetString(entry).StartsWith("AGENT_EXEC_START=", StringComparison.Ordinal));
        Assert.DoesNotContain("it's", string.Join(' ', plan.Arguments.Select(Encoding.UTF8.GetString)));
        Assert.Empty(plan.Unprotected);
    }

    [Fact]
    public void Should_name_what_is_too_long_to_set_again_and_stay_within_the_limit()
    {
        var plan = ShellStart.Of(
            Words("sh -lc x"), new ShellCode(2, [.. Words("LONG QUOTES PATH")]),
            [.. Words($"LONG={new string('x', 100_000)} QUOTES={new string('\'', 30_000)} PATH=/p")], "/w"u8.ToArray(), false)!;
        Assert.Equal(["QUOTES"], plan.Unprotected);
        Assert.InRange(plan.Environment[^1].Length, 100_000, ShellStart.LongestString - 1);
    }

    [Theory]
    [InlineData("sh -lc if", "sh -n -c if")]
    [InlineData("bash --login -O extglob -lic if", "bash -n -O extglob -c if")]
    [InlineData("bash -l -c if", "bash -n -c if")]
    [InlineData("env zsh -c if", "env zsh -n -c if")]
    public void Should_check_code_without_running_it(string form, string check)
    {
        var words = Words(form);
        Assert.Equal(check, string.Join(' ', SyntaxCheck.Of([.. words, .. Words("more")], words.Length - 1).Select(Encoding.UTF8.GetString)));
    }

    private static StartPlan? Plan(string form, params string[] environment)
    {
        var words = Words(form);
        return ShellStart.Of(words, new ShellCode(Array.FindIndex(words, word => word.AsSpan().SequenceEqual("x"u8)), []), [.. environment.Select(Encoding.UTF8.GetBytes)], "/w"u8.ToArray(), false);
    }

    private static byte[][] Words(string text) => [.. text.Split(' ').Select(Encoding.UTF8.GetBytes)];
}
