using System.Text;

namespace AgentExec.Cli.Tests;

/// <summary>Usage errors, help and version (contract A2, B18).</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("bogus", "unknown sub-command 'bogus'")]
    [InlineData("host bogus", "unknown sub-command 'bogus'")]
    [InlineData("help bogus", "unknown sub-command 'bogus'")]
    [InlineData("host --lines 3 logs", "unknown option '--lines'")]
    [InlineData("-- status x", "'--'")]
    [InlineData("status", "missing <JOB_ID>")]
    [InlineData("status a b", "unexpected argument 'b'")]
    [InlineData("list a", "unexpected argument 'a'")]
    [InlineData("gc a", "unexpected argument 'a'")]
    [InlineData("gc --keep=-1", "invalid value '-1' for '--keep'")]
    [InlineData("gc --keep=", "invalid value '' for '--keep'")]
    [InlineData("gc --keep 1 --keep 2", "'--keep' is given twice")]
    [InlineData("gc --max-bytes 1G", "invalid value '1G' for '--max-bytes'")]
    [InlineData("gc --max-bytes 18446744073709551616", "invalid value '18446744073709551616' for '--max-bytes'")]
    [InlineData("gc --max-bytes", "'--max-bytes'")]
    [InlineData("run", "missing <COMMAND>")]
    [InlineData("run --", "missing <COMMAND>")]
    [InlineData("run --wait", "missing <COMMAND>")]
    [InlineData("run --bogus x", "unknown option '--bogus'")]
    [InlineData("run --inherit-env --no-inherit-env x", "'--inherit-env' and '--no-inherit-env'")]
    [InlineData("run --tag a..b x", "invalid tag 'a..b'")]
    [InlineData("run --tag a.* x", "invalid tag 'a.*'")]
    [InlineData("list --tag *", "invalid pattern '*'")]
    [InlineData("list --all --cwd x", "'--all' and '--cwd'")]
    [InlineData("list --state bogus", "invalid value 'bogus' for '--state'")]
    [InlineData("list --state Running", "invalid value 'Running' for '--state'")]
    [InlineData("kill --signal BOGUS x", "invalid value 'BOGUS' for '--signal': known are HUP, INT")]
    [InlineData("kill --signal 0 x", "invalid value '0' for '--signal'")]
    [InlineData("notify set", "missing <JOB_ID>")]
    [InlineData("notify set a b", "unexpected argument 'b'")]
    [InlineData("notify set --output-match-type glob x", "invalid value 'glob' for '--output-match-type': expected contains or regex")]
    [InlineData("notify set --output-match-type Regex x", "invalid value 'Regex' for '--output-match-type'")]
    [InlineData("notify set --output-match-type= x", "invalid value '' for '--output-match-type'")]
    [InlineData("notify set --output-stream both x", "invalid value 'both' for '--output-stream': expected stdout, stderr or either")]
    [InlineData("notify set --notify-timeout 0 x", "invalid value '0' for '--notify-timeout'")]
    [InlineData("notify set --notify-timeout -1 x", "'--notify-timeout'")]
    [InlineData("notify set --file f x", "unknown option '--file'")]
    [InlineData("notify set --command", "'--command'")]
    [InlineData("run --request-id= x", "the value of '--request-id' is empty")]
    [InlineData("run --request-id a\tb x", "the value of '--request-id' has a control character")]
    [InlineData("run --notify-timeout 0 x", "invalid value '0' for '--notify-timeout'")]
    [InlineData("run --notify-timeout 1S x", "'--notify-timeout': expected milliseconds as a bare number, or a duration")]
    [InlineData("run --notify-command a --notify-command b x", "'--notify-command' is given twice")]
    [InlineData("wait", "missing <JOB_ID>...")]
    [InlineData("wait --any --all x", "'--any' and '--all' exclude each other")]
    [InlineData("wait --until-silent 0 x", "'--until-silent' must be at least 1")]
    [InlineData("wait --until-port 0 x", "'--until-port' must be from 1 to 65535")]
    [InlineData("wait --until-port 65536 x", "'--until-port' must be from 1 to 65535")]
    [InlineData("wait --until-port http x", "'--until-port'")]
    [InlineData("bridge", "missing <COMMAND>...")]
    [InlineData("bridge --wait x", "unknown option '--wait'")]
    [InlineData("tag set", "missing <JOB_ID>")]
    [InlineData("tag set --tag a..b x", "invalid tag 'a..b' for '--tag'")]
    [InlineData("tag set --tag a.* x", "invalid tag 'a.*' for '--tag'")]
    [InlineData("tag set x --tag", "'--tag'")]
    [InlineData("--root a --root b status x", "'--root' is given twice")]
    [InlineData("status --root a x --root b", "'--root' is given twice")]
    [InlineData("status --version x", "unknown option '--version'")]
    [InlineData("[suggest]", "unknown sub-command '[suggest]'")]
    [InlineData("@file", "unknown sub-command '@file'")]
    public async Task Breaches_of_the_grammar_say_what_is_wrong_and_where_to_read_on(string argv, string message)
    {
        var run = (await CliRun.Of(argv.Split(' '))).ShouldBeUsageError(message, "Usage: agent-exec", "--help'");
        Assert.Null(run.Client);
        Assert.StartsWith("agent-exec: ", run.Stderr);
    }

    [Theory]
    [InlineData("run --env KEY=hunter2 --bogus x")]
    [InlineData("run --env KEY=hunter2 --timeout -1 x")]
    [InlineData("run --env -KEY=hunter2 x")]
    [InlineData("run --evn=KEY=hunter2 x")]
    [InlineData("run --env=KEY=hunter2")]
    [InlineData("--env=KEY=hunter2 run x")]
    public async Task Values_of_variables_are_never_repeated(string argv) =>
        Assert.DoesNotContain("hunter2", (await CliRun.Of(argv.Split(' '))).ShouldBeUsageError().Stderr);

    [Fact]
    public async Task An_input_with_line_breaks_stays_on_its_line() =>
        (await CliRun.Of("list", "--state", "a\n{\"ok\":true}")).ShouldBeUsageError("'a\\u000a{\"ok\":true}'");

    [Theory]
    [InlineData("")]
    [InlineData("-v")]
    [InlineData("host")]
    [InlineData("tag")]
    [InlineData("notify")]
    [InlineData("host --root x")]
    public async Task Without_a_sub_command_the_help_goes_to_stderr(string argv) =>
        (await CliRun.Of(argv.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ShouldBeUsageError("Commands:", "Global options:");

    [Theory]
    [InlineData("run", "--snapshot-after")]
    [InlineData("status", "<JOB_ID>")]
    [InlineData("tail", "--tail-lines")]
    [InlineData("wait", "--timeout-ms")]
    [InlineData("kill", "--signal")]
    [InlineData("list", "--state")]
    [InlineData("tag", "set")]
    [InlineData("tag set", "--tag")]
    [InlineData("notify", "set")]
    [InlineData("notify set", "--output-pattern")]
    [InlineData("run", "--notify-timeout")]
    [InlineData("host", "logs")]
    [InlineData("host status", "--root")]
    [InlineData("host start", "--root")]
    [InlineData("host stop", "--root")]
    [InlineData("host logs", "--lines")]
    [InlineData("", "run")]
    public async Task Help_is_on_stdout_at_every_level(string path, string part)
    {
        var words = path.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var byOption = await CliRun.Of([.. words, "--help"]);
        Assert.Equal((0, ""), (byOption.ExitCode, byOption.Stderr));
        Assert.Contains(part, byOption.Stdout);
        Assert.Contains($"Usage: {string.Join(' ', ["agent-exec", .. words])} [OPTIONS]", byOption.Stdout);
        Assert.Equal(byOption.Stdout, (await CliRun.Of([.. words, "-h"])).Stdout);
        Assert.Equal(byOption.Stdout, (await CliRun.Of(["help", .. words])).Stdout);
        Assert.All(byOption.Stdout.Split('\n'), static line => Assert.True(line.Length <= 120, line));
    }

    [Fact]
    public async Task Every_option_is_explained()
    {
        var help = (await CliRun.Of("run", "--help")).Stdout;
        foreach (var line in help.Split('\n').Where(static line => line.StartsWith("  -", StringComparison.Ordinal)))
            Assert.True(line.TrimEnd().Length > 32, line);
    }

    [Fact]
    public async Task Version_is_one_line_of_text()
    {
        var run = await CliRun.Of("--version");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"\Aagent-exec \d+\.\d+\.\d+[^\s+]*\n\z", run.Stdout);
    }

    [Fact]
    public async Task Arguments_that_are_not_utf8_are_refused()
    {
        byte[] bad = [.. "agent-exec\0run\0"u8, 0xFF, 0];
        (await new CliRun { RawArguments = bad }.Go("run", "\uFFFD")).ShouldBeUsageError("argument 2 is not valid UTF-8");
        (await new CliRun { RawArguments = null }.Go("run", "\uFFFD")).ShouldBeUsageError("argument 2");
    }

    [Fact]
    public async Task A_typed_replacement_character_is_fine()
    {
        var run = await new CliRun { RawArguments = Encoding.UTF8.GetBytes("agent-exec\0run\0\uFFFD\0") }.Go("run", "\uFFFD");
        Assert.Equal(["\uFFFD"], run.Client!.Run!.Command);
    }
}
