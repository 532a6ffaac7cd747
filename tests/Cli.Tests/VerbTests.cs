using AgentExec.Client;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Notifications;
using AgentExec.Posix;

namespace AgentExec.Cli.Tests;

/// <summary>What each verb asks the client for.</summary>
public sealed class VerbTests
{
    [Theory]
    [InlineData("status x", "status x")]
    [InlineData("status -- -x", "status -x")]
    [InlineData("status agent-exec", "status agent-exec")]
    [InlineData("tail x", "tail x 50 65536")]
    [InlineData("tail --tail-lines 0 --max-bytes=18446744073709551615 x", "tail x 0 18446744073709551615")]
    [InlineData("wait x", "wait x for ever")]
    [InlineData("wait --timeout-ms 0 --poll-ms 1 x", "wait x for ever")]
    [InlineData("wait x --timeout-ms 1500", "wait x 1500")]
    [InlineData("wait x --timeout-ms 18446744073709551615", "wait x 3153600000000")]
    [InlineData("wait x --timeout-ms 1m500ms", "wait x 60500")]
    [InlineData("kill --wait-ms 3s x", "kill x 15 3000")]
    [InlineData("gc --older-than 1d12h", "gc 1d12h False")]
    [InlineData("wait x y", "wait for x y")]
    [InlineData("wait --all x", "wait for x")]
    [InlineData("wait --any x", "wait for x")]
    [InlineData("wait x --until-output p", "wait for x")]
    [InlineData("wait --until-silent 1 x", "wait for x")]
    [InlineData("wait --until-port=65535 x", "wait for x")]
    [InlineData("kill x", "kill x 15 2000")]
    [InlineData("kill --signal sigusr1 --wait-ms 0 x", "kill x 10 0")]
    [InlineData("kill --signal=9 x", "kill x 9 2000")]
    [InlineData("gc", "gc default False")]
    [InlineData("gc --older-than 7d --dry-run", "gc 7d True")]
    [InlineData("gc --older-than=30d", "gc 30d False")]
    [InlineData("gc --keep 0", "gc default False keep 0")]
    [InlineData("gc --max-bytes=18446744073709551615 --dry-run", "gc default True bytes 18446744073709551615")]
    [InlineData("gc --max-bytes 1 --keep=2 --older-than 3d", "gc 3d False keep 2 bytes 1")]
    [InlineData("tag set x", "tag set x ")]
    [InlineData("tag set --tag b x --tag a.c --tag b", "tag set x b,a.c,b")]
    [InlineData("notify set x", "notify set x")]
    [InlineData("doctor", "doctor")]
    [InlineData("host status", "host status")]
    [InlineData("host start", "host start")]
    [InlineData("host stop", "host stop")]
    [InlineData("host logs", "host logs 100")]
    [InlineData("host logs --lines 18446744073709551615", "host logs 2147483647")]
    public async Task Each_verb_asks_one_question(string argv, string call)
    {
        var run = await CliRun.Of(argv.Split(' '));
        Assert.Equal("", run.Stderr);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal([call], run.Client!.Calls);
    }

    [Theory]
    [InlineData("--root a status x", "a")]
    [InlineData("status --root=b x", "b")]
    [InlineData("--root a status x --root b", "b")]
    [InlineData("--root a host --root b status", "b")]
    [InlineData("--root a host --root b status --root c", "c")]
    [InlineData("--root=/x/agent-exec status x", "/x/agent-exec")]
    [InlineData("--root=status status x", "status")]
    [InlineData("--root= status x", "")]
    [InlineData("status x", "/data/agent-exec/jobs")]
    public async Task The_innermost_root_wins(string argv, string root)
    {
        var run = await new CliRun { Environment = new() { ["XDG_DATA_HOME"] = "/data" } }.Go(argv.Split(' '));
        Assert.Equal(root, run.Client!.Root);
    }

    [Fact]
    public async Task Waiting_for_more_passes_everything_on()
    {
        var options = (await CliRun.Of("wait", "a", "--any", "b", "--until-output", "p", "--until-silent", "5", "--until-port", "80", "--timeout-ms", "7")).Client!.WaitFor!;
        Assert.Equal(["a", "b"], options.Jobs);
        Assert.Equal((true, "p", 5, 80, 7), (options.Any, options.UntilOutput, options.UntilSilent!.Value.TotalMilliseconds, options.UntilPort, options.Timeout!.Value.TotalMilliseconds));
        options = (await CliRun.Of("wait", "a", "b")).Client!.WaitFor!;
        Assert.Equal((false, null, null, null, null), (options.Any, options.UntilOutput, options.UntilSilent, options.UntilPort, options.Timeout));
    }

    [Fact]
    public async Task An_empty_job_id_reaches_the_client() => Assert.Equal(["status "], (await CliRun.Of("status", "")).Client!.Calls);

    [Fact]
    public async Task Run_has_the_contract_s_defaults()
    {
        var options = (await CliRun.Of("run", "echo", "hi", "--wait", "--", "x")).Client!.Run!;
        Assert.Equal(["echo", "hi", "--wait", "--", "x"], options.Command);
        Assert.Equal(new RunOptions { Command = options.Command }.Tail, options.Tail);
        Assert.Equal(["sh", "-lc"], options.ShellWrapper);
        Assert.Equal(TimeSpan.FromSeconds(10), options.SnapshotAfter);
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), (options.Timeout, options.KillAfter, options.ProgressEvery));
        Assert.Equal((false, true, null, null), (options.Wait, options.InheritEnv, options.Cwd, options.LogPath));
        Assert.Equal((0, 0, 0, 0), (options.Env.Count, options.EnvFiles.Count, options.Mask.Count, options.Tags.Count));
        Assert.Equal(42, options.BeganAt);
    }

    [Fact]
    public async Task Run_hands_on_every_option()
    {
        var options = (await CliRun.Of(
            "run", "--snapshot-after", "20000", "--tail-lines", "1", "--max-bytes", "2", "--timeout", "3", "--kill-after", "4",
            "--cwd", "d", "--env", "A=B=C", "--env", "E", "--env", "", "--env-file", "f", "--env-file", "g", "--no-inherit-env",
            "--mask", "A", "--tag", "t.u", "--tag", "v", "--log", "l", "--progress-every", "18446744073709551615",
            "--wait", "--wait-poll-ms", "1", "--shell-wrapper", " bash  -c ", "-vv", "--", "-x", "")).Client!.Run!;
        Assert.Equal(["-x", ""], options.Command);
        Assert.Equal(TimeSpan.FromSeconds(10), options.SnapshotAfter);
        Assert.Equal(new TailOptions(1, 2), options.Tail);
        Assert.Equal((3d, 4d), (options.Timeout.TotalMilliseconds, options.KillAfter.TotalMilliseconds));
        Assert.Equal(36_500, options.ProgressEvery.TotalDays);
        Assert.Equal(("d", "l", true, false), (options.Cwd, options.LogPath, options.Wait, options.InheritEnv));
        Assert.Equal(["A=B=C", "E", ""], options.Env);
        Assert.Equal(["f", "g"], options.EnvFiles);
        Assert.Equal(["A"], options.Mask);
        Assert.Equal(["t.u", "v"], options.Tags);
        Assert.Equal(["bash", "-c"], options.ShellWrapper);
    }

    [Fact]
    public async Task Run_hands_on_what_the_command_reads()
    {
        var none = (await CliRun.Of("run", "x")).Client!.Run!;
        Assert.Equal((null, null), (none.Stdin, none.StdinFile));
        Assert.Equal((byte[])[0xC3, 0xBC, 10], (await CliRun.Of("run", "--stdin", "ü\n", "x")).Client!.Run!.Stdin!);
        Assert.Empty((await CliRun.Of("run", "--stdin=", "x")).Client!.Run!.Stdin!);
        Assert.Equal("f", (await CliRun.Of("run", "--stdin-file", "f", "x")).Client!.Run!.StdinFile);
        var own = await new CliRun { Stdin = new MemoryStream([0, 255, 10]) }.Go("run", "--stdin", "-", "x");
        Assert.Equal((byte[])[0, 255, 10], own.Client!.Run!.Stdin!);
    }

    [Fact]
    public async Task Run_hands_on_that_a_terminal_is_wanted()
    {
        Assert.Null((await CliRun.Of("run", "x")).Client!.Run!.Terminal);
        Assert.Equal(TerminalSize.Default, (await CliRun.Of("run", "--pty", "--stdin", "a", "x")).Client!.Run!.Terminal);
        (await CliRun.Of("run", "--pty", "--stdin-file", "f", "x")).ShouldBeUsageError("'--pty' and '--stdin-file' exclude each other");
    }

    [Fact]
    public async Task Run_takes_one_input_of_a_size_that_can_be_sent()
    {
        (await CliRun.Of("run", "--stdin", "a", "--stdin-file", "f", "x")).ShouldBeUsageError("'--stdin' and '--stdin-file' exclude each other");
        (await CliRun.Of("run", "--stdin-file=", "x")).ShouldBeUsageError("'--stdin-file' is empty");
        Assert.Equal(StdinBytes.MostBytes, (await OfSize(StdinBytes.MostBytes)).Client!.Run!.Stdin!.Length);
        var tooLarge = await OfSize(StdinBytes.MostBytes + 1);
        Assert.Equal(1, tooLarge.ExitCode);
        Assert.Contains("\"code\":\"request_too_large\"", tooLarge.Stdout, StringComparison.Ordinal);
        Assert.Contains("--stdin-file", tooLarge.Stdout, StringComparison.Ordinal);

        var unreadable = await new CliRun { Stdin = File.OpenWrite("/dev/null") }.Go("run", "--stdin", "-", "x");
        Assert.Equal(1, unreadable.ExitCode);
        Assert.Contains("stdin cannot be read", unreadable.Stdout, StringComparison.Ordinal);

        static Task<CliRun> OfSize(int bytes) => new CliRun { Stdin = new MemoryStream(new byte[bytes]) }.Go("run", "--stdin", "-", "x");
    }

    [Fact]
    public async Task Run_hands_on_who_is_to_be_told()
    {
        var none = (await CliRun.Of("run", "x")).Client!.Run!;
        Assert.Equal((null, null, null), (none.NotifyCommand, none.NotifyFile, none.NotifyTimeout));
        var options = (await CliRun.Of("run", "--notify-command", "a b", "--notify-file", "f", "--notify-timeout", "1500", "x")).Client!.Run!;
        Assert.Equal(("a b", "f", TimeSpan.FromMilliseconds(1500)), (options.NotifyCommand, options.NotifyFile, options.NotifyTimeout!.Value));
        options = (await CliRun.Of("run", "--notify-command=", "--notify-timeout=18446744073709551615", "x")).Client!.Run!;
        Assert.Equal(("", 36_500d), (options.NotifyCommand, options.NotifyTimeout!.Value.TotalDays));
    }

    [Fact]
    public async Task Notify_set_leaves_everything_else_as_it_is()
    {
        var run = await CliRun.Of("notify", "set", "x");
        Assert.Equal(new NotifyOptions(), run.Client!.Notify);
        Assert.Contains("\"type\":\"notify.set\"", run.Stdout);
        Assert.EndsWith("\"notification\":{}}\n", run.Stdout);
    }

    [Fact]
    public async Task Notify_set_hands_on_every_option()
    {
        var run = await CliRun.Of(
            "notify", "set", "--command", "", "--output-pattern", "p", "--output-match-type", "regex", "--output-stream", "stderr",
            "--output-command", "c", "--output-file", "f", "--notify-timeout", "1", "x");
        Assert.Equal(
            new NotifyOptions
            {
                Command = "", OutputPattern = "p", OutputMatchType = OutputMatchType.Regex, OutputStream = OutputMatchStream.Stderr,
                OutputCommand = "c", OutputFile = "f", Timeout = TimeSpan.FromMilliseconds(1),
            },
            run.Client!.Notify);
        var empty = (await CliRun.Of("notify", "set", "--output-pattern=", "--output-stream=either", "--output-match-type=contains", "x")).Client!.Notify!;
        Assert.Equal(("", OutputMatchStream.Either, OutputMatchType.Contains), (empty.OutputPattern, empty.OutputStream, empty.OutputMatchType));
    }

    [Fact]
    public async Task Run_takes_one_empty_word() => Assert.Equal([""], (await CliRun.Of("run", "")).Client!.Run!.Command);

    [Fact]
    public async Task Run_watches_not_at_all_when_told_so() =>
        Assert.Equal(TimeSpan.Zero, (await CliRun.Of("run", "--snapshot-after=0", "x")).Client!.Run!.SnapshotAfter);

    [Theory]
    [InlineData("18446744073709551615d", "too long")]
    [InlineData("soon", "invalid age 'soon'")]
    [InlineData("", "invalid age ''")]
    public async Task Gc_refuses_a_wrong_age_before_anything_else(string age, string text)
    {
        var run = await CliRun.Of("gc", $"--older-than={age}");
        Assert.Equal((1, null), (run.ExitCode, run.Client));
        Assert.Contains("\"internal_error\"", run.Stdout, StringComparison.Ordinal);
        Assert.Contains(text, run.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_shows_jobs_of_the_current_directory_by_default()
    {
        var options = (await CliRun.Of("list")).Client!.List!;
        Assert.Equal(("/", null, 0ul), (options.Cwd, options.State, options.Limit));
        Assert.Empty(options.Tags);
    }

    [Fact]
    public async Task List_hands_on_every_option()
    {
        var options = (await CliRun.Of("list", "--all", "--limit", "3", "--state", "unknown", "--tag", "a.*", "--tag", "b")).Client!.List!;
        Assert.Equal((null, JobStatus.Unknown, 3ul), (options.Cwd, options.State, options.Limit));
        Assert.Equal(["a.*", "b"], options.Tags);
    }

    [Fact]
    public async Task List_resolves_the_links_of_a_directory()
    {
        using var place = new Scratch();
        Directory.CreateDirectory(place.Of("real"));
        File.CreateSymbolicLink(place.Of("link"), place.Of("real"));
        var options = (await new CliRun { CurrentDirectory = place.Path }.Go("list", "--cwd", "link/.")).Client!.List!;
        Assert.Equal(place.Of("real"), options.Cwd);
    }

    [Theory]
    [InlineData("gone", "/here/gone")]
    [InlineData("/gone/x", "/gone/x")]
    [InlineData("", "/here/")]
    public void A_directory_that_is_not_there_is_made_absolute(string path, string expected) =>
        Assert.Equal(expected.TrimEnd('/'), CanonicalPath.Of(path, "/here").TrimEnd('/'));
}
